import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Counterpart, StoredConfig } from '@millrace/sdk/contract'
import { type Clients, closeClients, GOOGLE, openClients } from './clients.ts'

/** The project to test in: with a key the real service, with an endpoint alone an emulator. */
export interface RealProject {
  readonly project: string
  /** The JSON key of an account with the role Pub/Sub Editor. */
  readonly key: string | undefined
  readonly endpoint: string | undefined
}

/** What the environment names; undefined when it names nothing. */
export const realProject = (env: NodeJS.ProcessEnv): RealProject | undefined => {
  const { MILLRACE_TEST_PUBSUB_PROJECT: project, MILLRACE_TEST_PUBSUB_KEY: key } = env
  if (!project) return undefined
  const text = key?.trim().startsWith('{') ? key : key && readFileSync(key, 'utf8')
  return { project, key: text || undefined, endpoint: env.MILLRACE_TEST_PUBSUB_ENDPOINT }
}

const byHand = 'roles of a real account are given and taken by hand'

/** A project of Google Cloud, or an emulator. Makes two topics for each check, and removes them. */
export const realPubsub = ({ project, key, endpoint }: RealProject): Counterpart => {
  let clients: Clients
  const account = key === undefined ? undefined : JSON.parse(key)
  const integration = (topics: readonly string[], more: StoredConfig = {}): StoredConfig => ({
    auth: key === undefined ? { method: 'none' } : { method: 'key', key },
    project,
    ...(endpoint && { endpoint }),
    topics,
    subscriptionPrefix: 'millrace-contract',
    ...more
  })
  return {
    name: key === undefined ? `an emulator at ${endpoint}` : `project ${project} of Google Cloud`,
    abilities: {
      receives: true,
      sends: true,
      redelivers: true,
      refuses: true,
      keepsWhileAway: true,
      showsUnacknowledged: 'the service tells it minutes later, through its monitoring',
      ordersByKey: true,
      retriesAtSource: true,
      decodes: true,
      authenticates: key !== undefined || 'an emulator lets everybody in',
      permits: byHand,
      misses: true,
      boundsSize: true,
      stops: 'it is not ours to stop',
      severs: 'its certificate is for its own name, so no line of ours can stand between'
    },
    largest: 10_000_000,
    wrongCredentials: {
      stage: 'authenticate',
      says: /Google does not let/,
      integration: ({ integration: right }) => {
        const { privateKey } = generateKeyPairSync('rsa', {
          modulusLength: 2048,
          publicKeyEncoding: { type: 'spki', format: 'pem' },
          privateKeyEncoding: { type: 'pkcs8', format: 'pem' }
        })
        return { ...right, auth: { method: 'key', key: JSON.stringify({ ...account, private_key: privateKey }) } }
      }
    },
    missing: [
      {
        what: 'topic',
        stage: 'topics',
        says: /there is no topic \S+-missing/,
        config: ({ integration: { topics }, trigger }) => {
          const missing = { topics: [`${(topics as readonly string[])[0]}-missing`] }
          return { integration: integration(missing.topics), trigger: { ...trigger, ...missing } }
        }
      }
    ],

    async open() {
      clients = await openClients({ project, endpoint: endpoint || GOOGLE, key: account, ca: undefined })
    },
    close: () => closeClients(clients),

    async place(name) {
      const [source, target] = await Promise.all(
        ['in', 'out'].map(async end => (await clients.pubsub.createTopic(`${name}-${end}`))[0])
      )
      if (!source || !target) throw new Error('the topics were not made')
      const [foreign] = await target.createSubscription(`${name}-foreign`)
      const received: string[] = []
      foreign.on('message', message => {
        received.push(String(message.data))
        message.ack()
      })
      foreign.on('error', () => {})
      const publisher = clients.pubsub.topic(source.name, { messageOrdering: true })
      const trigger = { topics: [`${name}-in`], payload: 'text', ordered: true }
      return {
        integration: integration([`${name}-in`]),
        changedIntegration: integration([`${name}-in`], { requestTimeout: 16 }),
        trigger,
        changedTrigger: { ...trigger, maxMessages: 900 },
        decodingTrigger: { ...trigger, payload: 'json' },
        retryingTrigger: { ...trigger, retries: 'source', minimumBackoff: 0 },
        output: { topic: `${name}-out` },
        async send(bodies, { key: orderingKey } = {}) {
          const messages = bodies.map(body => ({ data: Buffer.from(body), ...(orderingKey && { orderingKey }) }))
          await Promise.all(messages.map(message => publisher.publishMessage(message)))
        },
        received: () => received,
        async close() {
          await foreign.close()
          const [made] = await source.getSubscriptions()
          await Promise.all([foreign, ...made].map(subscription => subscription.delete()))
          await Promise.all([source, target].map(topic => topic.delete()))
        }
      }
    }
  }
}
