import {
  EventHubConsumerClient,
  EventHubProducerClient,
  latestEventPosition,
  type Subscription
} from '@azure/event-hubs'
import type { Counterpart, StoredConfig } from '@millrace/sdk/contract'
import { abilities } from './counterpart.test.ts'
import { checkpointsIn } from './stored-checkpoints.test.ts'

/** A namespace of the service, with two hubs that nobody else uses meanwhile. */
export interface RealNamespace {
  /** Of a policy of the namespace with Listen and Send. */
  readonly connectionString: string
  readonly source: string
  readonly target: string
  readonly group: string
}

/** The names of hubs and of the group have defaults; without a connection string there is no namespace to test with. */
export const realNamespace = (env: NodeJS.ProcessEnv): RealNamespace | undefined => {
  const connectionString = env.MILLRACE_TEST_EVENT_HUBS_CONNECTION_STRING
  if (connectionString === undefined) return undefined
  return {
    connectionString,
    source: env.MILLRACE_TEST_EVENT_HUBS_SOURCE ?? 'millrace-in',
    target: env.MILLRACE_TEST_EVENT_HUBS_TARGET ?? 'millrace-out',
    group: env.MILLRACE_TEST_EVENT_HUBS_GROUP ?? '$Default'
  }
}

const unable = 'the service cannot be told to from here'

/** The service itself. All checks share two hubs, so bodies carry the name of their place. */
export const realEventHubs = ({ connectionString, source, target, group }: RealNamespace): Counterpart => {
  const tampered = connectionString.replace(/SharedAccessKey=[^;]+/, `SharedAccessKey=${'A'.repeat(43)}=`)
  const access = (text: string) => ({ access: { method: 'connectionString', connectionString: text } })
  let producer: EventHubProducerClient
  return {
    name: 'Azure Event Hubs',
    abilities: { ...abilities, permits: unable, stops: unable, severs: unable },
    largest: 1_048_576,
    wrongCredentials: {
      stage: 'authenticate',
      says: /does not let in the policy/,
      integration: ({ integration }) => ({ ...integration, ...access(tampered) })
    },
    missing: [
      {
        what: 'event hub',
        stage: 'event hub',
        says: /there is no event hub|does not let in/,
        config: ({ integration }) => ({ integration: { ...integration, eventHub: 'millrace-none' } })
      },
      {
        what: 'consumer group',
        stage: 'consumer group',
        says: /has no consumer group millrace-none/,
        config: ({ integration }) => ({ integration: { ...integration, consumerGroup: 'millrace-none' } })
      }
    ],
    async open() {
      producer = new EventHubProducerClient(connectionString, source)
    },
    close: () => producer.close(),

    async place() {
      const heard: string[] = []
      const consumer = new EventHubConsumerClient(group, connectionString, target)
      const subscription = await follow(consumer, heard)
      const integration: StoredConfig = {
        ...access(connectionString),
        eventHub: source,
        consumerGroup: group,
        start: { from: 'latest' },
        probeInterval: 1
      }
      return {
        integration,
        changedIntegration: { ...integration, timeout: 16 },
        trigger: { payload: 'text' },
        changedTrigger: { payload: 'text', window: 999 },
        decodingTrigger: { payload: 'json' },
        output: { eventHub: target },
        async send(bodies, { key } = {}) {
          const events = bodies.map(body => ({ body: Buffer.from(body) }))
          await producer.sendBatch(events, key === undefined ? {} : { partitionKey: key })
        },
        received: () => heard,
        async unacknowledged(storage) {
          const done = await checkpointsIn(storage('contract/in'), source)
          const ids = await producer.getPartitionIds()
          const partitions = await Promise.all(ids.map(id => producer.getPartitionProperties(id)))
          const behind = ({ partitionId, lastEnqueuedSequenceNumber: last }: (typeof partitions)[0]) =>
            last - (done.get(partitionId) ?? last)
          return partitions.reduce((sum, partition) => sum + behind(partition), 0)
        },
        async close() {
          await subscription.close()
          await consumer.close()
        }
      }
    }
  }
}

/** Resolves when everything that comes from now on will be heard. */
const follow = async (consumer: EventHubConsumerClient, heard: string[]): Promise<Subscription> => {
  const waiting = new Set(await consumer.getPartitionIds())
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
  const handlers = {
    async processEvents(events: readonly { body: Buffer }[], { partitionId }: { partitionId: string }) {
      heard.push(...events.map(({ body }) => String(body)))
      waiting.delete(partitionId)
      if (waiting.size === 0) resolve()
    },
    processError: async (error: Error) => reject(error)
  }
  const subscription = consumer.subscribe(handlers, {
    startPosition: latestEventPosition,
    maxWaitTimeInSeconds: 1,
    skipParsingBodyAsJson: true
  })
  await ready
  return subscription
}
