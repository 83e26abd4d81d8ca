import {
  type Arrival,
  memoryStorage,
  type TestIntegrationOptions,
  testIntegration,
  testNode,
  testTrigger
} from '@millrace/sdk/testing'
import { type EventHubs, type EventHubsOptions, type Policy, startEventHubs } from '../../../test/servers/event-hubs.ts'
import type { Hub } from './hub.ts'
import { eventHub } from './integration.ts'
import { eventHubOut } from './output.ts'
import { eventHubIn } from './trigger.ts'

export { until } from '../../../test/servers/until.ts'

export const policies: Readonly<Record<string, Policy>> = {
  all: { key: 'water-wheel', claims: ['Listen', 'Send'] },
  listener: { key: 'mill-pond', claims: ['Listen'] },
  sender: { key: 'sluice-gate', claims: ['Send'] }
}

/** A stand-in for one `describe`, and what a test starts around it; everything is stopped after each test. */
export const hubKit = (options: EventHubsOptions = {}) => {
  let server: EventHubs
  let hubs = 0
  let triggers = 0
  const stops: (() => unknown)[] = []
  before(async () => {
    server = await startEventHubs({ policies, ...options })
  })
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
  })
  after(() => server.stop())

  const stored = (config: object = {}) => ({
    access: { method: 'connectionString', connectionString: server.connectionString() },
    start: { from: 'earliest' },
    ...config
  })
  const connect = async (config: object = {}, more: TestIntegrationOptions = {}) => {
    const live = await testIntegration(eventHub, stored(config), more)
    stops.push(live.close)
    return live
  }
  const listen = async (connection: Hub, config: object = {}, more: ListenOptions = {}) => {
    const { storage = memoryStorage(), id = `flow/trigger-${++triggers}` } = more
    const trigger = await testTrigger(eventHubIn, config, { connection, id, storage })
    stops.push(trigger.close)
    return trigger
  }
  return {
    get server() {
      return server
    },
    defer: (stop: () => unknown) => void stops.push(stop),
    stored,
    connect,
    listen,
    /** A hub of one test, with one partition unless it says otherwise. */
    hub(partitions = 1, groups: readonly string[] = []): string {
      const name = `hub-${++hubs}`
      server.create(name, { partitions, groups })
      return name
    },
    /** One connection with one trigger, ready. */
    async hear(config: object, trigger: object = {}, more: ListenOptions & TestIntegrationOptions = {}) {
      const live = await connect(config, more)
      const heard = await listen(live.connection, trigger, more)
      live.ready()
      return { ...live, trigger: heard }
    },
    output: (connection: Hub, config: object = {}) => testNode(eventHubOut, config, { connection }),
    /** What a connection is refused with. */
    async refusal(config: object): Promise<Error & { code?: string }> {
      return connect(config).then(
        () => Promise.reject(new Error('it connected')),
        error => error
      )
    }
  }
}

interface ListenOptions {
  readonly id?: string
  readonly storage?: ReturnType<typeof memoryStorage>
}

export const payloads = (arrivals: readonly Arrival[]): unknown[] => arrivals.map(({ message }) => message.payload)

/** What a promise was rejected with; undefined when it was not. */
export const failureOf = (promise: Promise<unknown>): Promise<(Error & { code?: string }) | undefined> =>
  promise.then(
    () => undefined,
    error => error
  )
