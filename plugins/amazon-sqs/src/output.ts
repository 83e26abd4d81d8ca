import { createHash } from 'node:crypto'
import {
  checkPath,
  defineNode,
  FlowError,
  type Message,
  parsePath,
  RejectedError,
  type Static,
  setPath,
  t
} from '@millrace/sdk'
import { attributesField, attributesOf } from './attribute-fields.ts'
import { amazonSqsQueue } from './integration.ts'
import { encodeBody } from './payload.ts'
import type { Queue } from './queue.ts'
import { parseQueueUrl, queueUrlField } from './queue-url.ts'

const fifo = { kind: ['fifo'] }

const config = t.Object({
  kind: t.choice(['standard', 'fifo'], {
    title: 'Queue is',
    description: 'FIFO when its name ends in .fifo.',
    widget: 'segments',
    labels: { standard: 'Standard', fifo: 'FIFO' },
    default: 'standard',
    columns: 6
  }),
  delay: t.Optional(
    t.integer({
      title: 'Delay',
      description: 'Seconds before others can take it. Without, as the queue says.',
      minimum: 0,
      maximum: 900,
      when: { kind: ['standard'] },
      columns: 6
    })
  ),
  group: t.template({
    title: 'Group ID',
    description: 'Messages of one group keep their order.',
    minLength: 1,
    maxLength: 1024,
    examples: ['{{msg.device}}'],
    when: fifo,
    columns: 6
  }),
  deduplication: t.Optional(
    t.template({
      title: 'Deduplication ID',
      description:
        'SQS takes one message of an ID in five minutes. Without, each message has its own, also when it is sent again.',
      maxLength: 1024,
      when: fifo
    })
  ),
  message: t.variants(
    'from',
    {
      value: {
        value: t.value({
          title: 'Message',
          description: 'Text goes out as it is, bytes as Base64, anything else as JSON.',
          default: { type: 'msg', value: 'payload' }
        })
      },
      template: {
        template: t.template({
          title: 'Message',
          widget: 'multiline',
          minLength: 1,
          examples: ['{{msg.payload.name}}']
        })
      }
    },
    {
      title: 'Message from',
      widget: 'segments',
      labels: { value: 'A value', template: 'A text template' },
      default: { from: 'value' }
    }
  ),
  attributes: attributesField,
  result: t.Optional(
    t.text({
      title: 'Result in',
      description: 'Property of the message that is passed on: gets { success, messageId, sequenceNumber }.',
      maxLength: 1024,
      pattern: '^[^\\s]*$',
      examples: ['sqs'],
      columns: 6
    })
  ),
  url: t.Optional(
    queueUrlField('Another queue than that of the integration, at the same place and in the same region.', {
      advanced: true
    })
  )
})

export const amazonSqsOut = defineNode<typeof config, Queue>({
  type: 'amazon-sqs/out',
  title: 'Amazon SQS out',
  description: 'Sends every message to the queue.',
  help: `
The message is passed on when SQS has taken it. While SQS is away messages wait here. Messages that come about the same
time go in one request, and each succeeds or fails by itself: one that SQS will never take, because it is too large,
empty, or has characters that SQS does not allow, becomes a dead letter.

The form cannot know which kind of queue an integration leads to, because its URL may be a template: say it under
*Queue is*. A message for a queue of the other kind fails, and says so.

A FIFO queue takes one message of a deduplication ID in five minutes. Without one of your own a message keeps its ID
however often it is tried, so that a retry within that time makes no second one.

A message may have ten attributes. As values of JSON or of a property they are text, numbers, bytes, or
\`{ value, dataType }\` as a message that was received has them.
`.trim(),
  icon: 'layers',
  category: 'messaging',
  integration: amazonSqsQueue,
  outputs: 1,
  guarantee: 'at least once',
  config,

  problems: ({ result }) => {
    const message = result ? checkPath(result) : undefined
    return message === undefined ? [] : [{ path: '/result', message }]
  },

  create: ({ config }) => {
    const result = config.result ? parsePath(config.result) : undefined
    return async (message, out, queue) => {
      assertQueue(config, queue)
      const [payload, attributes] = await Promise.all([
        config.message.from === 'value' ? config.message.value(message) : config.message.template(message),
        attributesOf(config.attributes, message)
      ])
      const sent = await queue.send({
        body: encodeBody(payload),
        attributes,
        ...(config.url && config.url !== queue.url && { url: config.url }),
        ...(config.kind === 'fifo' ? ordering(config, message, out.id) : { delay: config.delay })
      })
      out.send(result ? setPath(message, result, { success: true, ...sent }) : message)
    }
  }
})

type Config = Static<typeof config>

/** What is wrong with the config, not with the message: it is tried again, and succeeds when the node was changed. */
const assertQueue = ({ url, kind }: Config, queue: Queue): void => {
  const target = url ? parseQueueUrl(url) : queue
  if (target?.origin !== queue.origin)
    throw new FlowError(
      'CONFIG_INVALID',
      `${url} is at another place than the queue of the integration: use one for it`
    )
  if (target.fifo === (kind === 'fifo')) return
  const other = target.fifo ? 'a FIFO queue' : 'a standard queue'
  throw new FlowError('CONFIG_INVALID', `${target.name} is ${other}: choose so under “Queue is”`)
}

/** What SQS takes as an ID: up to 128 letters, digits and punctuation marks. */
const ID = /^[!-~]{1,128}$/

const ordering = ({ group, deduplication }: Config, message: Message, id: string) => {
  const of = group?.(message) ?? ''
  if (!ID.test(of))
    throw new RejectedError(`the group ID “${of}” must be 1 to 128 letters, digits and punctuation marks`)
  const own = deduplication?.(message)
  if (own && !ID.test(own))
    throw new RejectedError(`the deduplication ID “${own}” must be 1 to 128 letters, digits and punctuation marks`)
  return { group: of, deduplication: own || (ID.test(id) ? id : createHash('sha256').update(id).digest('hex')) }
}
