import type { Flow, StoredIntegration } from '@millrace/engine'
import { type Mosquitto, startMosquitto } from '../../servers/mosquitto.ts'
import { connectDevice, type Device } from '../../servers/mqtt-device.ts'
import type { Received, Scenario, Stage } from '../scenario.ts'
import { flowOf, work } from './flow.ts'
import { unacknowledgedBy } from './mosquitto-log.ts'

const CLIENT = 'millrace-crash'
const DELIVERY_ID = 'delivery-id'

const input = { id: 'in', type: 'mqtt/in', integration: 'broker', config: { topics: ['in/#'], payload: 'text' } }

/** Publishes to the topic `out`, with the delivery id. */
export const mqttOutput = {
  id: 'out',
  type: 'mqtt/out',
  integration: 'broker',
  config: { topic: 'out', deliveryId: DELIVERY_ID }
}

const brokerAt = (port: number): StoredIntegration => ({
  id: 'broker',
  type: 'mqtt/broker',
  name: 'Broker',
  config: {
    protocol: 'mqtt',
    host: '127.0.0.1',
    port,
    version: '5',
    auth: { method: 'none' },
    clean: false,
    clientId: CLIENT
  }
})

/** A mosquitto, and a device that hears what comes out. */
export interface MqttSide {
  readonly broker: StoredIntegration
  readonly mosquitto: Mosquitto
  readonly device: Device
  received(): readonly Received[]
  close(): Promise<void>
}

/** `textsOf` are the texts of the messages that a payload is made of. */
export const openMqtt = async (
  textsOf: (payload: string) => readonly string[] = payload => [payload]
): Promise<MqttSide> => {
  const mosquitto = await startMosquitto({ settings: ['max_queued_messages 0'] })
  const { mqtt: port } = mosquitto.ports
  const device = await connectDevice(port)
  await device.subscribe('out')
  const received: Received[] = []
  device.client.on('message', (_topic, payload, { properties }) => {
    const id = properties?.userProperties?.[DELIVERY_ID]
    for (const text of textsOf(String(payload))) received.push({ text, id: id === undefined ? undefined : String(id) })
  })
  return {
    broker: brokerAt(port),
    mosquitto,
    device,
    received: () => received,
    async close() {
      await device.leave()
      await mosquitto.stop()
    }
  }
}

const open = async (flow: Flow, textsOf?: (payload: string) => readonly string[]): Promise<Stage> => {
  const { broker, mosquitto, device, received, close } = await openMqtt(textsOf)
  return {
    folder: { flows: [flow], integrations: [broker] },
    send: async text => void (await device.publish('in/count', text)),
    received,
    unacknowledged: () => unacknowledgedBy(mosquitto.log(), CLIENT),
    close
  }
}

export const mqttToMqtt: Scenario = {
  name: 'mqtt',
  path: 'MQTT -> function -> MQTT',
  identified: false,
  open: () => open(flowOf(input, work, mqttOutput))
}

/** Longer than the spill time: each message is cut off at the delay, where the journal holds it. */
const delay = {
  id: 'delay',
  type: 'core/delay',
  config: { pauseType: 'delay', timeout: 400, timeoutUnits: 'milliseconds' }
}

export const mqttOverDelay: Scenario = {
  name: 'delay',
  path: 'MQTT -> function -> delay -> MQTT',
  identified: false,
  open: () => open(flowOf(input, work, delay, mqttOutput))
}

/** What is left over, and what has lost its companions to a kill, is sent after the time-out. */
const join = { id: 'join', type: 'core/join', config: { mode: 'custom', build: 'array', count: 5, timeout: 0.5 } }

export const mqttOverJoin: Scenario = {
  name: 'join',
  path: 'MQTT -> function -> join -> MQTT',
  identified: false,
  open: () => open(flowOf(input, work, join, mqttOutput), payload => JSON.parse(payload) as string[])
}
