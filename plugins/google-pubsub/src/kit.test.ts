import {
  type Arrival,
  type TestIntegrationOptions,
  testIntegration,
  testNode,
  testTrigger
} from '@millrace/sdk/testing'
import { type PubSubServer, startPubSub } from '../../../test/servers/pubsub.ts'
import { pubsubProject } from './integration.ts'
import { pubsubOut } from './output.ts'
import type { Project } from './project.ts'
import { pubsubIn } from './trigger.ts'

export { until } from '../../../test/servers/until.ts'

/** A stand-in for one `describe`, and what a test starts around it; everything is stopped after each test. */
export const pubsubKit = () => {
  let server: PubSubServer
  const stops: (() => unknown)[] = []
  before(async () => {
    server = await startPubSub()
  })
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
  })
  after(() => server.stop())

  const config = (more: object = {}) => ({
    auth: { method: 'none' },
    project: 'acme',
    endpoint: `127.0.0.1:${server.port}`,
    subscriptionPrefix: 'millrace-test',
    ...more
  })
  const connect = async (more: object = {}, options: TestIntegrationOptions = {}) => {
    const live = await testIntegration(pubsubProject, config(more), options)
    stops.push(live.close)
    return live
  }
  const listen = async (connection: Project, trigger: object, id = 'flow/in') => {
    const heard = await testTrigger(pubsubIn, trigger, { connection, id })
    stops.push(heard.close)
    return heard
  }
  return {
    get server() {
      return server
    },
    config,
    defer: (stop: () => unknown) => void stops.push(stop),
    connect,
    listen,
    /** Makes topics of the project. */
    topics(...names: string[]): void {
      for (const name of names) server.project.createTopic({ name: `projects/acme/topics/${name}` })
    },
    /** One connection with one trigger, ready. */
    async hear(trigger: object, more: object = {}, options?: TestIntegrationOptions) {
      const live = await connect(more, options)
      const heard = await listen(live.connection, trigger)
      live.ready()
      return { ...live, trigger: heard }
    },
    publisher: (connection: Project, node: object) => testNode(pubsubOut, node, { connection }),
    /** A foreign publisher. */
    publish(
      topic: string,
      data: string | Uint8Array,
      more: { attributes?: object; orderingKey?: string } = {}
    ): string {
      const message = { data: Buffer.from(data as string), attributes: {}, orderingKey: '', ...more }
      return server.project.publish(`projects/acme/topics/${topic}`, [message as never])[0] as string
    },
    published: (topic: string) => server.project.published.get(`projects/acme/topics/${topic}`) ?? [],
    /** The subscriptions to a topic. */
    subscriptions: (topic: string) =>
      [...server.project.subscriptions.values()].filter(
        ({ config }) => config.topic === `projects/acme/topics/${topic}`
      ),
    /** How many messages the subscriptions to a topic hold. */
    unacknowledged(topic: string): number {
      return this.subscriptions(topic).reduce((sum, { unacknowledged }) => sum + unacknowledged, 0)
    },
    /** What a connection is refused with. */
    async refusal(more: object): Promise<Error & { code?: string }> {
      return connect(more).then(
        () => Promise.reject(new Error('it connected')),
        error => error
      )
    }
  }
}

export const payloads = (arrivals: readonly Arrival[]): unknown[] => arrivals.map(({ message }) => message.payload)

export const failureOf = (promise: Promise<unknown>): Promise<Error | undefined> =>
  promise.then(
    () => undefined,
    error => error
  )
