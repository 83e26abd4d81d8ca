import { createHash, randomBytes } from 'node:crypto'
import { defineIntegration, type Problem } from '@millrace/sdk'
import { Broker } from './broker.ts'
import { certificateExpiries, certificateProblems } from './client-certificate.ts'
import { type BrokerConfig, brokerConfig, portOf } from './config.ts'
import { brokerHelp } from './help.ts'
import { openSession } from './open-session.ts'
import { brokerPresets } from './presets.ts'
import { Publisher } from './publisher.ts'

export const mqttBroker = defineIntegration({
  type: 'mqtt/broker',
  title: 'MQTT broker',
  description: 'A connection to an MQTT 3.1.1 or 5 broker, for hearing and publishing messages.',
  help: brokerHelp,
  icon: 'radio-tower',
  category: 'broker',
  chooseWhen: 'you need devices and services to talk in real time, over lines that may be small or unsteady',
  config: brokerConfig,
  presets: brokerPresets,
  stages: [
    'resolve',
    'connect',
    { name: 'TLS', when: { protocol: ['mqtts', 'wss'] } },
    { name: 'WebSocket', when: { protocol: ['ws', 'wss'] } },
    'authenticate',
    'subscribe'
  ],
  limitPresets: [
    {
      title: 'Shared broker',
      limits: { rate: { messages: 1000, per: 'second' }, concurrent: 100, bytes: 262_144 }
    }
  ],

  problems: config => [...certificateProblems(config), ...passwordProblems(config)],

  expires: certificateExpiries,

  exclusive: config => (config.clientId ? `${config.host}:${portOf(config)} ${config.clientId}` : undefined),

  async connect(context) {
    const { config, defer, limits, save, trial } = context
    const clientId = config.clientId || `millrace-${randomBytes(4).toString('hex')}`
    // a test beside a running connection must not take its place
    const identity = trial
      ? { clientId: `${clientId}-test-${randomBytes(2).toString('hex')}`, clean: true }
      : { clientId, clean: config.clean }
    if (!config.clientId && !trial) await save({ clientId })
    const { session, subscriptions, client, connack, identified } = await openSession(context, {
      ...identity,
      name: nameOf(config, identity.clientId)
    })
    const publisher = new Publisher(client, connack, limits)
    client.once('close', () => publisher.close())
    defer(() => publisher.close())
    return new Broker({
      session,
      limits,
      version: config.version,
      topics: config.topics,
      publish: publication => publisher.publish(publication),
      probe: topics => subscriptions.probe(topics),
      ...(!identified && { openShared: filter => openShared(context, identity, filter) })
    })
  },

  async check(broker, { config, stage }) {
    const { topics } = config
    if (topics.length === 0) return 'Connected. There are no default topics to subscribe to'
    await stage(
      'subscribe',
      () => broker.probe(topics),
      () => topics.join(', ')
    )
    return `Connected, and may subscribe to ${topics.join(', ')}`
  }
})

type Connect = Parameters<typeof openSession>

const openShared = async (
  context: Connect[0],
  { clientId, clean }: { clientId: string; clean: boolean },
  filter: string
) => {
  const own = `${clientId}-${createHash('sha256').update(filter).digest('hex').slice(0, 8)}`
  const quiet: Connect[0] = { ...context, stage: async (_name, step) => step() }
  const { session } = await openSession(quiet, { clientId: own, clean, name: nameOf(context.config, own) })
  return session
}

/** What is kept about a session is of no use for another broker or client. */
const nameOf = (config: BrokerConfig, clientId: string): string => `${config.host}:${portOf(config)} ${clientId}`

const passwordProblems = ({ auth, version }: BrokerConfig): Problem[] =>
  auth.method === 'password' && auth.password && !auth.username && version === '3.1.1'
    ? [{ path: '/auth/username', message: 'is required with a password (MQTT 3.1.1)' }]
    : []
