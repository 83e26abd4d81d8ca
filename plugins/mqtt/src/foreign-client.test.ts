import mqtt, { type IClientOptions } from 'mqtt'
import { until } from '../../../test/servers/until.ts'

/** A client of another make of program: it publishes, remembers what it hears, and comes back when the broker does. */
export interface ForeignClient {
  readonly heard: readonly string[]
  publish(topic: string, bodies: readonly string[]): Promise<void>
  /** Resolves when it is connected again. */
  back(): Promise<unknown>
  leave(): Promise<void>
}

/** Connects with a session that the broker keeps, and subscribes. */
export const connectForeignClient = async (
  where: IClientOptions,
  clientId: string,
  topic: string
): Promise<ForeignClient> => {
  const heard: string[] = []
  const client = mqtt.connect({ ...where, clientId, clean: false, reconnectPeriod: 20 })
  client.on('message', (_topic, payload) => void heard.push(String(payload)))
  client.on('error', () => {})
  const back = () => until(() => client.connected)
  await back()
  await client.subscribeAsync(topic, { qos: 1 })
  return {
    heard,
    back,
    async publish(to, bodies) {
      await Promise.all(bodies.map(body => client.publishAsync(to, body, { qos: 1 })))
    },
    leave: () => client.endAsync(true)
  }
}
