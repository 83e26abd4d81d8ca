import type { Duplex } from 'node:stream'
import { FlowError } from '@millrace/sdk'
import type { IClientOptions, IConnackPacket, MqttClient } from 'mqtt'
import { type BrokerConfig, portOf } from './config.ts'
import { explain } from './connection-errors.ts'
import { inWords, signInAdvice } from './reasons.ts'

/** Sends CONNECT and waits for CONNACK. */
export const signIn = (client: MqttClient, config: BrokerConfig, signal: AbortSignal): Promise<IConnackPacket> =>
  new Promise((resolve, reject) => {
    const { host } = config
    const port = portOf(config)
    const settle = (act: () => void) => {
      signal.removeEventListener('abort', late)
      client.off('connect', taken).off('error', refused).off('close', closed)
      act()
    }
    const taken = (connack: IConnackPacket) => settle(() => resolve(connack))
    const refused = (error: Error) => settle(() => reject(refusal(error, config)))
    const closed = () =>
      settle(() =>
        reject(
          new FlowError(
            'LOGIN_REFUSED',
            `${host} port ${port} closed the connection without an answer: it may want TLS (mqtts:// or wss://), another version, or a certificate`
          )
        )
      )
    const late = () => settle(() => reject(explain(signal.reason as Error, { host, port })))
    signal.addEventListener('abort', late, { once: true })
    client.on('connect', taken).on('error', refused).on('close', closed)
    client.connect()
  })

const refusal = (error: Error, config: BrokerConfig): FlowError => {
  const { code } = error as { code?: unknown }
  if (typeof code !== 'number') return explain(error, { host: config.host, port: portOf(config) })
  return new FlowError('LOGIN_REFUSED', `${inWords(code)}. ${signInAdvice(code)}`, { cause: error })
}

/** What MQTT.js is told. It never reconnects, and repeats no subscription: the runtime and `Subscriptions` do. */
export const clientOptions = (config: BrokerConfig, clientId: string, clean: boolean): IClientOptions => {
  const { auth, keepalive, version, receiveMaximum, sessionExpiry, will } = config
  return {
    clientId,
    clean,
    keepalive,
    protocolVersion: version === '5' ? 5 : 4,
    manualConnect: true,
    reconnectPeriod: 0,
    resubscribe: false,
    connectTimeout: 2 ** 31 - 1,
    timerVariant: 'native',
    ...(auth.method !== 'none' && auth.username && { username: auth.username }),
    ...(auth.method === 'password' && auth.password && { password: auth.password }),
    ...(version === '5' && {
      properties: { receiveMaximum, ...(!clean && { sessionExpiryInterval: sessionExpiry }) }
    }),
    ...(will.kind === 'message' && {
      will: { topic: will.topic, payload: Buffer.from(will.payload), qos: will.qos, retain: will.retain }
    })
  }
}

/** Makes the client, without connecting it. */
export const makeClient = async (stream: Duplex, options: IClientOptions): Promise<MqttClient> => {
  const { MqttClient } = await import('mqtt')
  const client = new MqttClient(() => stream, options)
  // an error without a listener would end the process; what it means comes with `close`
  client.on('error', () => {})
  return client
}
