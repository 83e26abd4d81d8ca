import type { Abilities, Counterpart, StoredConfig } from '@millrace/sdk/contract'
import { type Mosquitto, startMosquitto } from '../../../test/servers/mosquitto.ts'
import { startTcpProxy, type TcpProxy } from '../../../test/servers/tcp-proxy.ts'
import { connectForeignClient, type ForeignClient } from './foreign-client.test.ts'
import type { versions } from './kit.test.ts'
import { placeTopics, topicConfigs } from './place-topics.test.ts'

export type Version = (typeof versions)[number]

const LARGEST = 20_000

export const mqttAbilities = (version: Version): Abilities => ({
  receives: true,
  sends: true,
  redelivers: true,
  refuses: true,
  keepsWhileAway: true,
  showsUnacknowledged: true,
  ordersByKey: true,
  retriesAtSource: 'MQTT cannot refuse a message: a broker repeats nothing while the connection stands',
  decodes: true,
  authenticates: true,
  permits: true,
  misses: 'an MQTT topic is there as soon as it is named',
  boundsSize: version === '5' || 'MQTT 3.1.1 has no word for it: the broker cuts the connection',
  stops: true,
  severs: true
})

/** A real mosquitto, behind a line that can be cut. */
export const mosquittoCounterpart = (version: Version): Counterpart => {
  let server: Mosquitto
  let line: TcpProxy
  const clients = new Set<ForeignClient>()
  const broker = (clientId: string, more: StoredConfig = {}): StoredConfig => ({
    host: '127.0.0.1',
    port: line.port,
    version,
    clientId,
    auth: { method: 'password', ...server.user },
    ...more
  })
  const logged = (text: string) => server.log().split(text).length - 1
  return {
    name: `mosquitto, MQTT ${version}`,
    abilities: mqttAbilities(version),
    largest: LARGEST,
    wrongCredentials: {
      stage: 'authenticate',
      says: /Not authorized/,
      integration: ({ integration }) => ({
        ...integration,
        auth: { method: 'password', username: server.user.username, password: 'wrong' }
      }),
      refusals: () => logged('disconnected, not authorised')
    },
    permissions: [
      {
        name: 'subscribe',
        stage: 'subscribe',
        says: /refuses to subscribe to refused\/topic/,
        take: async ({ integration }) => ({ ...integration, port: server.ports.guarded, topics: ['refused/topic'] })
      },
      {
        name: 'publish',
        stage: 'publish',
        says: /publish/,
        take: async ({ integration }) => integration,
        untestable: 'MQTT has no way to ask without publishing something that others hear'
      }
    ],

    async open() {
      const settings = ['max_queued_messages 0', ...(version === '5' ? [`max_packet_size ${LARGEST}`] : [])]
      server = await startMosquitto({ settings, saveEvery: 1_000_000 })
      line = await startTcpProxy(server.ports.password)
    },
    async close() {
      await line.close()
      await server.stop()
    },
    async stop() {
      await server.save()
      await server.kill()
    },
    async start() {
      await server.restart()
      await Promise.all([...clients].map(client => client.back()))
    },
    sever: async () => line.cut(),

    async place(name) {
      const { source, target } = placeTopics(name)
      const client = await connectForeignClient(
        { host: '127.0.0.1', port: server.ports.mqtt },
        `${name}-foreign`,
        target
      )
      clients.add(client)
      let sent = 0
      return {
        integration: broker(name),
        changedIntegration: broker(name, { keepalive: 61 }),
        ...topicConfigs(name),
        async send(bodies) {
          await client.publish(source, bodies)
          sent += bodies.length
        },
        received: () => client.heard,
        unacknowledged: async () => Math.max(0, sent - logged(`Received PUBACK from ${name} `)),
        async close() {
          clients.delete(client)
          await client.leave()
        }
      }
    }
  }
}
