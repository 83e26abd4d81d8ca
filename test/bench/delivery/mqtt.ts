import type { Flow, StoredIntegration } from '@millrace/engine'
import { type Mosquitto, startMosquitto } from '../../servers/mosquitto.ts'
import { connectDevice, type Device } from '../../servers/mqtt-device.ts'
import { until } from '../../servers/until.ts'
import type { Measurement } from '../measurement.ts'
import { type Side, startMillrace, startNodeRed } from './sides.ts'

const CODE = 'msg.topic = "out"\nreturn msg'

const ourFlow: Flow = {
  format: 1,
  id: 'f',
  name: 'f',
  nodes: [
    {
      id: 'in',
      type: 'mqtt/in',
      integration: 'b',
      config: { topics: ['in'], qos: 1, payload: 'text' },
      at: [0, 0],
      wires: [['fn']]
    },
    { id: 'fn', type: 'core/function', config: { func: CODE, outputs: 1 }, at: [0, 0], wires: [['out']] },
    { id: 'out', type: 'mqtt/out', integration: 'b', config: { topic: 'out', qos: 1 }, at: [0, 0], wires: [] }
  ]
}
const ourBroker = (port: number): StoredIntegration => ({
  id: 'b',
  type: 'mqtt/broker',
  name: 'b',
  config: { protocol: 'mqtt', host: '127.0.0.1', port, version: '5', clean: true, clientId: 'bench-millrace' }
})
const theirFlow = (port: number) => [
  { id: 'f', type: 'tab', label: 'f' },
  {
    id: 'b',
    type: 'mqtt-broker',
    broker: '127.0.0.1',
    port: String(port),
    clientid: 'bench-node-red',
    autoConnect: true,
    protocolVersion: '5',
    keepalive: '60',
    cleansession: true
  },
  {
    id: 'in',
    type: 'mqtt in',
    z: 'f',
    x: 0,
    y: 0,
    topic: 'in',
    qos: '1',
    datatype: 'utf8',
    broker: 'b',
    nl: false,
    rap: true,
    rh: 0,
    inputs: 0,
    wires: [['fn']]
  },
  { id: 'fn', type: 'function', z: 'f', x: 0, y: 0, func: CODE, outputs: 1, wires: [['out']] },
  { id: 'out', type: 'mqtt out', z: 'f', x: 0, y: 0, topic: 'out', qos: '1', retain: 'false', broker: 'b', wires: [] }
]

/** Messages published and not heard yet: more than either side's window. */
const BACKLOG = 3000
const BODY = 'x'.repeat(100)

/** Publishes as fast as what comes back allows; the rate over the last `seconds`. */
const sustained = async (device: Device, seconds: number): Promise<number> => {
  let published = 0
  const pump = async (end: number) => {
    while (performance.now() < end) {
      for (; published - device.heard.length < BACKLOG; published++) device.publish('in', BODY).catch(() => {})
      await new Promise(setImmediate)
    }
  }
  await pump(performance.now() + 1500)
  const [before, began] = [device.heard.length, performance.now()]
  await pump(began + seconds * 1000)
  return (device.heard.length - before) / ((performance.now() - began) / 1000)
}

/** Milliseconds that 99 of 100 messages stay below, from publishing to hearing, at 2,000 a second. */
const p99 = async (device: Device, seconds: number): Promise<number> => {
  const [began, took]: [number, number[]] = [performance.now(), []]
  const before = device.heard.length
  device.client.on('message', (_topic, payload) => {
    const sent = Number(payload.toString())
    if (sent - began > 1000) took.push(performance.now() - sent)
  })
  let sent = 0
  while (performance.now() - began < 1000 + seconds * 1000) {
    for (const due = (performance.now() - began) * 2; sent < due; sent++)
      device.publish('in', String(performance.now())).catch(() => {})
    await new Promise(resolve => setTimeout(resolve, 1))
  }
  await until(() => device.heard.length - before >= sent)
  return took.sort((a, b) => a - b)[Math.floor(took.length * 0.99)] ?? Number.NaN
}

/** One side between a broker and a device that publishes and hears. */
const between = async (
  settings: readonly string[],
  start: (port: number) => Promise<Side>,
  measure: (device: Device) => Promise<number>
): Promise<number> => {
  const mosquitto: Mosquitto = await startMosquitto({
    settings: ['max_queued_messages 0', ...settings],
    saveEvery: 1_000_000
  })
  const side = await start(mosquitto.ports.mqtt)
  const device = await connectDevice(mosquitto.ports.mqtt)
  try {
    await device.subscribe('out', 0)
    await until(async () => {
      await device.publish('in', '0')
      return device.heard.length > 0
    })
    return await measure(device)
  } finally {
    await device.leave()
    await side.stop()
    await mosquitto.stop()
  }
}

const ours = (port: number) => startMillrace({ flows: [ourFlow], integrations: [ourBroker(port)] })
const theirs = (port: number) => startNodeRed(theirFlow(port))

const pair = (
  name: string,
  unit: string,
  less: boolean,
  settings: readonly string[],
  measure: (device: Device, seconds: number) => Promise<number>
): Measurement => ({
  name,
  unit,
  less,
  millrace: seconds => between(settings, ours, device => measure(device, seconds)),
  peer: seconds => between(settings, theirs, device => measure(device, seconds))
})

/** Mosquitto's own bound on what it sends un-acknowledged, for both sides alike. */
const window = ['max_inflight_messages 1000']

export const mqttMeasurements: readonly Measurement[] = [
  pair('mqtt sustained, window of 1,000', 'msg/s', false, window, sustained),
  pair('mqtt p99 at 2,000/s, window of 1,000', 'ms', true, window, p99),
  pair("mqtt sustained, the broker's defaults", 'msg/s', false, [], sustained),
  pair("mqtt p99 at 2,000/s, the broker's defaults", 'ms', true, [], p99)
]
