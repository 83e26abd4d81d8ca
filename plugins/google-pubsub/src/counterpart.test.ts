import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Counterpart, Permission, StoredConfig } from '@millrace/sdk/contract'
import { makeCertificates } from '../../../test/servers/certificates.ts'
import { type PubSubServer, startPubSub } from '../../../test/servers/pubsub.ts'
import { startTcpProxy, type TcpProxy } from '../../../test/servers/tcp-proxy.ts'

const PROJECT = 'acme'
const ACCOUNT = 'millrace@acme.iam.gserviceaccount.com'

const permissions: readonly (Pick<Permission, 'name' | 'stage'> & { readonly role: string })[] = [
  { name: 'pubsub.topics.publish', stage: 'publish', role: 'publisher' },
  { name: 'pubsub.topics.attachSubscription', stage: 'attach', role: 'subscriber' },
  { name: 'pubsub.subscriptions.create', stage: 'create subscription', role: 'editor' },
  { name: 'pubsub.subscriptions.consume', stage: 'consume', role: 'subscriber' },
  { name: 'pubsub.subscriptions.delete', stage: 'delete subscription', role: 'editor' }
]

/** The stand-in with TLS and accounts, behind a line that can be cut. */
export const pubsubStandIn = (): Counterpart => {
  let server: PubSubServer
  let line: TcpProxy
  let ca: string
  let key: string
  let folder: string
  const topicName = (topic: string) => `projects/${PROJECT}/topics/${topic}`
  const project = (topics: readonly string[], more: StoredConfig = {}): StoredConfig => ({
    auth: { method: 'key', key },
    endpoint: `localhost:${line.port}`,
    ca,
    topics,
    subscriptionPrefix: 'millrace-contract',
    ...more
  })
  return {
    name: 'the stand-in of Pub/Sub',
    abilities: {
      receives: true,
      sends: true,
      redelivers: true,
      refuses: true,
      keepsWhileAway: true,
      showsUnacknowledged: true,
      ordersByKey: true,
      retriesAtSource: true,
      decodes: true,
      authenticates: true,
      permits: true,
      misses: true,
      boundsSize: true,
      stops: true,
      severs: true
    },
    largest: 10_000_000,
    wrongCredentials: {
      stage: 'authenticate',
      says: /Google does not let millrace@acme/,
      integration({ integration }) {
        const stranger = JSON.parse(server.accounts.key('stranger@acme.iam.gserviceaccount.com', PROJECT))
        return {
          ...integration,
          auth: { method: 'key', key: JSON.stringify({ ...JSON.parse(key), private_key: stranger.private_key }) }
        }
      },
      refusals: () => server.accounts.refusals
    },
    permissions: permissions.map(({ name, stage, role }) => ({
      name,
      stage,
      says: new RegExp(`${ACCOUNT} lacks ${name} on \\S+: give it roles/pubsub.${role}`),
      async take({ integration }) {
        server.faults.deny(name)
        return integration
      },
      give: async () => server.faults.allow(name)
    })),
    missing: [
      {
        what: 'topic',
        stage: 'topics',
        says: /there is no topic \S+-missing/,
        config: ({ integration, trigger }) => {
          const [topic] = integration.topics as readonly string[]
          const topics = [`${topic}-missing`]
          return { integration: { ...integration, topics }, trigger: { ...trigger, topics } }
        },
        async make({ integration }) {
          const [topic] = integration.topics as readonly string[]
          server.project.createTopic({ name: topicName(`${topic}-missing`) })
        }
      }
    ],

    async open() {
      folder = await mkdtemp(join(tmpdir(), 'millrace-pubsub-'))
      const certificates = await makeCertificates(folder)
      ca = certificates.ca
      server = await startPubSub({ certificate: certificates.server })
      key = server.accounts.key(ACCOUNT, PROJECT)
      line = await startTcpProxy(server.securePort)
    },
    async close() {
      await line.close()
      await server.stop()
      await rm(folder, { recursive: true })
    },
    stop: () => server.stop(),
    start: () => server.start(),
    sever: async () => line.cut(),

    async place(name) {
      const [source, target] = [`${name}-in`, `${name}-out`]
      for (const topic of [source, target]) server.project.createTopic({ name: topicName(topic) })
      const trigger = { topics: [source], payload: 'text', ordered: true }
      const hearing = () =>
        [...server.project.subscriptions.values()].filter(({ config }) => config.topic === topicName(source))
      return {
        integration: project([source]),
        changedIntegration: project([source], { requestTimeout: 16 }),
        trigger,
        changedTrigger: { ...trigger, maxMessages: 900 },
        decodingTrigger: { ...trigger, payload: 'json' },
        retryingTrigger: { ...trigger, retries: 'source', minimumBackoff: 0 },
        output: { topic: target },
        async send(bodies, { key: orderingKey = '' } = {}) {
          const messages = bodies.map(body => ({ data: Buffer.from(body), attributes: {}, orderingKey }))
          server.project.publish(topicName(source), messages)
        },
        received: () => (server.project.published.get(topicName(target)) ?? []).map(({ data }) => String(data)),
        unacknowledged: async () => hearing().reduce((sum, { unacknowledged }) => sum + unacknowledged, 0),
        async close() {}
      }
    }
  }
}
