import {
  type Arrival,
  type TestIntegrationOptions,
  testIntegration,
  testNode,
  testTrigger
} from '@millrace/sdk/testing'
import type { IClientOptions } from 'mqtt'
import { type Mosquitto, startMosquitto } from '../../../test/servers/mosquitto.ts'
import { connectDevice, type Device } from '../../../test/servers/mqtt-device.ts'
import type { Broker } from './broker.ts'
import { mqttBroker } from './integration.ts'
import { mqttOut } from './output.ts'
import { mqttIn } from './trigger.ts'

export { until } from '../../../test/servers/until.ts'

export const versions = ['3.1.1', '5'] as const

/** A mosquitto for one `describe`, and what a test starts around it; everything is stopped after each test. */
export const mqttKit = (settings: readonly string[] = []) => {
  let server: Mosquitto
  const stops: (() => unknown)[] = []
  before(async () => {
    server = await startMosquitto({ settings, saveEvery: 1_000_000 })
  })
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
  })
  after(() => server.stop())

  const connect = async (config: object = {}, options: TestIntegrationOptions = {}) => {
    const where = { host: '127.0.0.1', port: server.ports.mqtt, auth: { method: 'none' } }
    const live = await testIntegration(mqttBroker, { ...where, ...config }, options)
    stops.push(live.close)
    return live
  }
  let triggers = 0
  const listen = async (connection: Broker, config: object, id = `flow/trigger-${++triggers}`) => {
    const trigger = await testTrigger(mqttIn, config, { connection, id })
    stops.push(trigger.close)
    return trigger
  }
  return {
    get server() {
      return server
    },
    defer: (stop: () => unknown) => void stops.push(stop),
    connect,
    listen,
    /** One connection with one trigger, ready. */
    async hear(config: object, trigger: object, options?: TestIntegrationOptions, id?: string) {
      const live = await connect(config, options)
      const heard = await listen(live.connection, trigger, id)
      live.ready()
      return { ...live, trigger: heard }
    },
    publisher: (connection: Broker, config: object) => testNode(mqttOut, config, { connection }),
    async device(options: IClientOptions = {}, port = server.ports.mqtt): Promise<Device> {
      const device = await connectDevice(port, options)
      stops.push(device.leave)
      return device
    },
    /** What a connection is refused with. */
    async refusal(config: object): Promise<Error & { code?: string }> {
      return connect(config).then(
        () => Promise.reject(new Error('it connected')),
        error => error
      )
    }
  }
}

export const payloads = (arrivals: readonly Arrival[]): unknown[] => arrivals.map(({ message }) => message.payload)
