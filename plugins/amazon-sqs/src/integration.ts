import { ConfigError, type ConnectContext, defineIntegration, type FlowError } from '@millrace/sdk'
import { Client } from './client.ts'
import { type QueueConfig, queueConfig } from './config.ts'
import { Consumer } from './consumer.ts'
import { DoneMessages } from './done-messages.ts'
import { queueHelp } from './help.ts'
import { askToDelete, askToHide, askToReceive, askToSend } from './permissions.ts'
import { queuePresets } from './presets.ts'
import { type Permission, permissions, type Queue } from './queue.ts'
import { parseQueueUrl, urlProblems } from './queue-url.ts'
import { Sender } from './sender.ts'
import { watch } from './watch.ts'

/** The most bytes that SQS takes of body and attributes together. */
const LARGEST = 1_048_576

export const amazonSqsQueue = defineIntegration<typeof queueConfig, Queue>({
  type: 'amazon-sqs/queue',
  title: 'Amazon SQS',
  description: 'A queue of Amazon SQS, standard or FIFO, for taking messages from and sending to.',
  help: queueHelp,
  icon: 'layers',
  category: 'queue',
  chooseWhen: 'you need a queue on AWS that keeps every message until it is done, and no broker to look after',
  config: queueConfig,
  presets: queuePresets,
  stages: ['connect', 'sign in', 'queue', ...permissions],
  limits: { bytes: LARGEST },
  limitPresets: [
    {
      title: 'FIFO queue without high throughput',
      limits: { rate: { messages: 3000, per: 'second' }, bytes: LARGEST }
    }
  ],

  problems: ({ url }) => urlProblems(url, '/url'),

  async connect(context) {
    const { config, signal, defer, ready, log, metrics, limits, trial } = context
    const queue = parseQueueUrl(config.url)
    if (!queue) throw new ConfigError(urlProblems(config.url, '/url'))
    let state: 'connecting' | 'connected' | 'lost' = 'connecting'
    const lost = (error: FlowError) => {
      if (state !== 'connected') return
      state = 'lost'
      context.lost(error)
    }
    const client = await Client.open({ config, queue, fault: lost })
    defer(() => client.close())
    const attributes = await signIn(client, context)
    state = 'connected'
    const sender = new Sender({
      client,
      bytes: limits.bytes,
      largest: url => (url === undefined ? Number(attributes.MaximumMessageSize ?? LARGEST) : LARGEST)
    })
    defer(() => (state === 'lost' ? undefined : sender.drain()))
    const ask = (permission: Permission) => askFor(permission, { client, signal, attributes, fifo: queue.fifo })
    const connected = { ...queue, limits, ask, send: sender.send.bind(sender) }
    if (trial) return { ...connected, listen: async () => () => {} }

    const consumer = new Consumer({
      client,
      ready,
      log,
      metrics,
      lost,
      fifo: queue.fifo,
      visibility: config.visibility,
      polls: config.polls,
      done: await DoneMessages.open(context.storage, log)
    })
    defer(() => consumer.close({ lost: state === 'lost' }))
    defer(watch(client, config.checkEvery, signal))
    return { ...connected, listen: consumer.listen.bind(consumer) }
  },

  async check(queue, { config, stage }) {
    const used = permissions.filter(
      permission => config.use === 'both' || (permission === 'send') === (config.use === 'send')
    )
    for (const permission of used)
      await stage(
        permission,
        () => queue.ask(permission),
        told => told
      )
    return `Connected, and ${queue.name} allows to ${used.join(', ')}`
  }
})

/** One request tells it all: whether there is a service, whether it knows us, whether there is a queue. */
const signIn = async (
  client: Client,
  { stage, signal }: ConnectContext<QueueConfig>
): Promise<Readonly<Record<string, string>>> => {
  const throwIf = (error: SignInError | undefined, ...codes: string[]) => {
    if (error && codes.includes(error.code ?? '')) throw error
  }
  const { attributes, error } = await stage('connect', async () => {
    const answer = await client.attributes(signal).then(
      attributes => ({ attributes, error: undefined }),
      (error: SignInError) => ({ attributes: {}, error })
    )
    throwIf(answer.error, 'HOST_UNKNOWN', 'UNREACHABLE', 'TLS_FAILED', 'CONNECTION_LOST')
    return answer
  })
  await stage('sign in', () => throwIf(error, 'LOGIN_REFUSED'))
  await stage(
    'queue',
    () => {
      if (error && error.code !== 'PERMISSION_MISSING') throw error
    },
    () => (error ? 'may not be looked at (sqs:GetQueueAttributes), which is not needed' : describeQueue(attributes))
  )
  return attributes
}

type SignInError = Error & { readonly code?: string }

const describeQueue = ({ FifoQueue, VisibilityTimeout, RedrivePolicy }: Readonly<Record<string, string>>): string =>
  [
    FifoQueue === 'true' ? 'FIFO' : 'standard',
    ...(VisibilityTimeout ? [`hides messages for ${VisibilityTimeout} s`] : []),
    ...(RedrivePolicy ? ['has a redrive policy'] : [])
  ].join(', ')

interface Asking {
  readonly client: Client
  readonly signal: AbortSignal
  readonly attributes: Readonly<Record<string, string>>
  readonly fifo: boolean
}

const askFor = async (permission: Permission, { client, signal, attributes, fifo }: Asking): Promise<string> => {
  switch (permission) {
    case 'receive':
      return askToReceive(client, signal, attributes)
    case 'delete':
      await askToDelete(client)
      return 'no message was deleted'
    case 'change visibility':
      await askToHide(client)
      return 'no message was changed'
    case 'send':
      await askToSend(client, fifo)
      return 'no message was sent'
  }
}
