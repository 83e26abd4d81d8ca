import { testIntegration, testNode, testTrigger } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { type Mosquitto, startMosquitto } from '../../../test/servers/mosquitto.ts'
import { connectDevice, type Device } from '../../../test/servers/mqtt-device.ts'
import { until } from '../../../test/servers/until.ts'
import { mqttBroker } from './integration.ts'
import { mqttOut } from './output.ts'
import { mqttIn } from './trigger.ts'

describe('mqtt smoke', () => {
  let server: Mosquitto
  let device: Device
  const stops: (() => Promise<void>)[] = []
  before(async () => {
    server = await startMosquitto()
    device = await connectDevice(server.ports.mqtt)
  })
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
  })
  after(async () => {
    await device.leave()
    await server.stop()
  })
  const connect = async (config: object) => {
    const live = await testIntegration(mqttBroker, { host: '127.0.0.1', port: server.ports.mqtt, ...config })
    stops.push(live.close)
    return live
  }
  for (const version of ['3.1.1', '5'] as const)
    it(`receives and publishes over ${version}`, async () => {
      const live = await connect({ version })
      const trigger = await testTrigger(mqttIn, { topics: [`in/${version}/+`] }, { connection: live.connection })
      stops.push(trigger.close)
      live.ready()
      await device.publish(`in/${version}/x`, '{"a":1}')
      const { message, origin } = await trigger.arrival()
      expect(message).to.include({ topic: `in/${version}/x`, qos: 1 })
      expect(message.payload).to.deep.equal({ a: 1 })
      expect(origin.redelivers).to.equal(true)
      await device.subscribe('out/#')
      const out = testNode(mqttOut, { topic: `out/${version}` }, { connection: live.connection })
      await out.receive({ payload: { b: 2 } })
      await until(() => device.heard.some(({ topic }) => topic === `out/${version}`))
      expect(live.stages.map(({ name, detail }) => `${name}: ${detail}`)).to.deep.equal([
        'resolve: 127.0.0.1',
        `connect: port ${server.ports.mqtt} answers`,
        'authenticate: new session'
      ])
    })
})
