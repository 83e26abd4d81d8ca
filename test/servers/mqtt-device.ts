import mqtt, { type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt'

/** The far side of a test: a client that publishes and remembers what it heard. */
export interface Device {
  readonly client: MqttClient
  readonly heard: readonly IPublishPacket[]
  publish(topic: string, payload: string, options?: mqtt.IClientPublishOptions): Promise<unknown>
  subscribe(topic: string, qos?: 0 | 1 | 2): Promise<unknown>
  leave(): Promise<void>
}

/** Connects to a port of 127.0.0.1, with MQTT 5 when not told otherwise. */
export const connectDevice = async (port: number, options: IClientOptions = {}): Promise<Device> => {
  const client = await mqtt.connectAsync({
    host: '127.0.0.1',
    port,
    protocol: 'mqtt',
    protocolVersion: 5,
    reconnectPeriod: 0,
    ...options
  })
  const heard: IPublishPacket[] = []
  client.on('message', (_topic, _payload, packet) => void heard.push(packet))
  client.on('error', () => {})
  return {
    client,
    heard,
    publish: (topic, payload, given) => client.publishAsync(topic, payload, { qos: 1, ...given }),
    subscribe: (topic, qos = 1) => client.subscribeAsync(topic, { qos }),
    leave: () => client.endAsync(true)
  }
}
