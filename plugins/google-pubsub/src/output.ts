import { defineNode, encodePayload, parsePath, RejectedError, type Static, setPath, t } from '@millrace/sdk'
import { type AttributeChoice, compileAttributes } from './attributes.ts'
import { outputHelp } from './help.ts'
import { pubsubProject } from './integration.ts'
import { isName, nameProblems } from './names.ts'
import type { Project } from './project.ts'

const config = t.Object({
  topic: t.template({
    title: 'Topic',
    description: 'Where to publish; the last part of its name will do. It need not be heard by anybody.',
    minLength: 1,
    maxLength: 1024,
    default: '{{msg.topic}}',
    options: 'topics',
    examples: ['commands', '{{globals.site}}-commands', 'projects/other-project/topics/commands']
  }),
  payload: t.value({
    title: 'Payload',
    description: 'Text and bytes go out as they are, anything else as JSON, nothing as attributes alone.',
    default: { type: 'msg', value: 'payload' }
  }),
  attributes: t.variants(
    'from',
    {
      none: {},
      fields: {
        fields: t.Array(
          t.Object({
            name: t.String({ title: 'Name', minLength: 1, maxLength: 256, pattern: '^(?!goog)' }),
            value: t.template({ title: 'Value', maxLength: 1024, default: '' })
          }),
          { title: 'Attributes', default: [], maxItems: 100, widget: 'table' }
        )
      },
      json: {
        json: t.template({ title: 'JSON', widget: 'json', default: '{}', examples: ['{ "site": "{{msg.site}}" }'] })
      },
      path: { path: t.value({ title: 'From', default: { type: 'msg', value: 'attributes' } }) }
    },
    {
      title: 'Attributes',
      labels: { none: 'None', fields: 'Fields', json: 'JSON', path: 'Of the message' },
      widget: 'segments',
      default: { from: 'path' }
    }
  ),
  orderingKey: t.template({
    title: 'Ordering key',
    description: 'Messages of one key keep their order for those who ask for it.',
    default: '',
    examples: ['{{msg.orderingKey}}', '{{msg.device}}'],
    columns: 6
  }),
  result: t.Optional(
    t.target({
      title: 'Put the message ID into',
      description: 'What Pub/Sub called the message.',
      types: ['msg'],
      columns: 6
    })
  ),
  idAttribute: t.Optional(
    t.String({
      title: 'Attribute for the delivery ID',
      description: 'The same when a message is published twice: by it receivers can tell.',
      maxLength: 256,
      pattern: '^(?!goog)',
      examples: ['deliveryId'],
      columns: 6,
      advanced: true
    })
  )
})

export const pubsubOut = defineNode<typeof config, Project>({
  type: 'google-pubsub/out',
  title: 'pub/sub out',
  description: 'Publishes every message to a topic, and passes it on when Pub/Sub has confirmed it.',
  help: outputHelp,
  icon: 'inbox',
  category: 'messaging',
  integration: pubsubProject,
  outputs: 1,
  guarantee: 'at least once',
  config,

  // before it is rendered a template is text
  problems: ({ topic }) => nameProblems('topics', String(topic), '/topic'),

  create: ({ config }) => {
    const { topic, payload, orderingKey, idAttribute } = config
    const attributesOf = compileAttributes(config.attributes as AttributeChoice)
    const withResult = resultWriter(config.result)
    return async (message, out, project) => {
      const name = topic(message)
      if (!isName('topics', name))
        throw new RejectedError(`“${name}” is not the name of a topic: set msg.topic, or write one`)
      const written = encodePayload(await payload(message))
      const given = await attributesOf(message)
      const id = await project.publish({
        topic: project.fullName('topics', name),
        data: bufferOf(written),
        attributes: idAttribute ? { ...given, [idAttribute]: out.id } : given,
        orderingKey: orderingKey(message)
      })
      out.send(withResult(message, id))
    }
  }
})

const bufferOf = (data: string | Uint8Array): Buffer =>
  typeof data === 'string' ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength)

const resultWriter = (target: Static<typeof config>['result']) => {
  if (!target?.value) return <M extends object>(message: M) => message
  const path = parsePath(target.value)
  return <M extends object>(message: M, id: string) => setPath(message, path, id)
}
