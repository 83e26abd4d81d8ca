import type { Counterpart, StoredConfig } from '@millrace/sdk/contract'
import { mqttAbilities, type Version } from './counterpart.test.ts'
import { connectForeignClient } from './foreign-client.test.ts'
import { placeTopics, topicConfigs } from './place-topics.test.ts'

/** A broker that somebody runs, by its URL: `mqtts://user:password@host:8883`. It is neither stopped nor configured. */
export const brokerCounterpart = (version: Version, url: string): Counterpart => {
  const { protocol, hostname, port, username, password } = new URL(url)
  const scheme = protocol.slice(0, -1) as 'mqtt' | 'mqtts' | 'ws' | 'wss'
  const user = { username: decodeURIComponent(username), password: decodeURIComponent(password) }
  const broker = (clientId: string, more: StoredConfig = {}): StoredConfig => ({
    protocol: scheme,
    host: hostname,
    version,
    clientId,
    ...(port && { port: Number(port) }),
    auth: username ? { method: 'password', ...user } : { method: 'none' },
    ...more
  })
  return {
    name: `${scheme}://${hostname}, MQTT ${version}`,
    abilities: {
      ...mqttAbilities(version),
      showsUnacknowledged: 'a broker does not tell others what it still holds for a client',
      authenticates: username ? true : 'the URL has no user: the broker may let everybody in',
      permits: 'its access rules are not ours to change',
      boundsSize: 'its bounds are not known',
      stops: 'it is not ours to stop',
      severs: 'there is no line in between that could be cut'
    },
    wrongCredentials: {
      stage: 'authenticate',
      says: /Not authorized|Bad user name or password/,
      integration: ({ integration }) => ({
        ...integration,
        auth: { method: 'password', ...user, password: `${user.password}-wrong` }
      })
    },
    open: async () => {},
    close: async () => {},

    async place(name) {
      const { source, target } = placeTopics(name)
      const where = { protocol: scheme, host: hostname, ...(port && { port: Number(port) }), ...(username && user) }
      const client = await connectForeignClient(where, `${name}-foreign`, target)
      return {
        integration: broker(name),
        changedIntegration: broker(name, { keepalive: 61 }),
        ...topicConfigs(name),
        send: bodies => client.publish(source, bodies),
        received: () => client.heard,
        close: () => client.leave()
      }
    }
  }
}
