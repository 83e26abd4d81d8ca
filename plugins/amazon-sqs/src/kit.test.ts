import { type TestIntegrationOptions, testIntegration, testNode, testTrigger } from '@millrace/sdk/testing'
import { type SqsServer, startSqs } from '../../../test/servers/sqs.ts'
import { amazonSqsQueue } from './integration.ts'
import { amazonSqsOut } from './output.ts'
import type { Queue } from './queue.ts'
import { amazonSqsIn } from './trigger.ts'

export { until } from '../../../test/servers/until.ts'

interface Taken {
  readonly MessageId: string
  readonly Body: string
  readonly MessageAttributes?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly Attributes: Readonly<Record<string, string>>
}

/** An SQS for one `describe`, with a queue for each test, and what a test starts around it; everything is stopped after it. */
export const sqsKit = () => {
  let server: SqsServer
  let queues = 0
  const stops: (() => unknown)[] = []
  before(async () => {
    server = await startSqs()
  })
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
  })
  after(() => server.close())

  const connect = async (url: string, config: object = {}, options: TestIntegrationOptions = {}) => {
    const keys = { url, auth: { method: 'keys', ...server.keys }, requestTimeout: 2, visibility: 2 }
    const live = await testIntegration(amazonSqsQueue, { ...keys, ...config }, options)
    stops.push(live.close)
    return live
  }
  let triggers = 0
  const listen = async (connection: Queue, config: object = {}, id = `flow/trigger-${++triggers}`) => {
    const trigger = await testTrigger(amazonSqsIn, { retryDelay: 0, ...config }, { connection, id })
    stops.push(trigger.close)
    return trigger
  }
  return {
    get server() {
      return server
    },
    defer: (stop: () => unknown) => void stops.push(stop),
    queue: (attributes?: Readonly<Record<string, string>>, suffix = '') =>
      server.createQueue(`queue-${++queues}${suffix}`, attributes),
    connect,
    listen,
    /** One connection with one trigger, ready. */
    async hear(url: string, config?: object, options?: TestIntegrationOptions & { readonly trigger?: object }) {
      const live = await connect(url, config, options)
      const trigger = await listen(live.connection, options?.trigger)
      live.ready()
      return { ...live, trigger }
    },
    output: (connection: Queue, config: object = {}) => testNode(amazonSqsOut, config, { connection }),
    /** A foreign client sends. */
    async send(url: string, ...bodies: (string | object)[]): Promise<void> {
      for (const body of bodies)
        await server.call('SendMessage', {
          QueueUrl: url,
          ...(typeof body === 'string' ? { MessageBody: body } : body)
        })
    },
    /** A foreign client takes everything that is there. */
    async taken(url: string): Promise<readonly Taken[]> {
      const all: Taken[] = []
      for (;;) {
        const { Messages = [] } = await server.call<{ Messages?: (Taken & { ReceiptHandle: string })[] }>(
          'ReceiveMessage',
          {
            QueueUrl: url,
            MaxNumberOfMessages: 10,
            MessageAttributeNames: ['All'],
            MessageSystemAttributeNames: ['All']
          }
        )
        if (Messages.length === 0) return all
        for (const { ReceiptHandle } of Messages) await server.call('DeleteMessage', { QueueUrl: url, ReceiptHandle })
        all.push(...Messages)
      }
    },
    async empty(url: string): Promise<boolean> {
      const { waiting, taken } = await server.count(url)
      return waiting + taken === 0
    },
    /** What a connection is refused with. */
    async refusal(url: string, config: object): Promise<Error & { code?: string }> {
      return connect(url, config).then(
        () => Promise.reject(new Error('it connected')),
        error => error
      )
    }
  }
}

export const failureOf = (promise: Promise<unknown>): Promise<(Error & { code?: string }) | undefined> =>
  promise.then(
    () => undefined,
    error => error
  )
