import { testIntegration } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { connectDevice, type Device } from '../../../../test/servers/mqtt-device.ts'
import { until } from '../../../../test/servers/until.ts'
import { mqttBroker } from '../integration.ts'
import { mqttEmbedded } from './integration.ts'

describe('mqtt/embedded', () => {
  const stops: (() => unknown)[] = []
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
  })
  const start = async (config: object = {}, trial = false) => {
    const live = await testIntegration(mqttEmbedded, { port: 0, ...config }, { trial })
    stops.push(live.close)
    return live
  }
  const device = async (port: number, options: object = {}): Promise<Device> => {
    const connected = await connectDevice(port, { protocolVersion: 4, ...options })
    stops.push(connected.leave)
    return connected
  }

  it('B25 is a broker for devices and for flows', async () => {
    const { connection } = await start()
    const heard = await device(connection.port)
    await heard.subscribe('plant/+/boiler')
    const flow = await testIntegration(mqttBroker, { host: '127.0.0.1', port: connection.port })
    stops.push(flow.close)
    await flow.connection.publish({ topic: 'plant/7/boiler', payload: '183.6', qos: 1, retain: false })
    await until(() => heard.heard.length === 1)
    expect(heard.heard[0]).to.include({ topic: 'plant/7/boiler' })
    expect(connection.clients).to.equal(2)
  })

  it('lets in only who knows user name and password, when there are some', async () => {
    const user = { username: 'device', password: 'mill' }
    const { connection } = await start(user)
    await device(connection.port, user)
    for (const wrong of [{}, { ...user, password: 'mil' }, { ...user, username: 'other' }]) {
      const failure = await device(connection.port, wrong).catch((error: Error) => error)
      expect(failure).to.be.instanceOf(Error)
    }
  })

  it('wants a user name where other machines may connect', () => {
    const problems = (config: object) => mqttEmbedded.problems?.({ host: '127.0.0.1', port: 1883, ...config })
    expect(problems({})).to.deep.equal([])
    expect(problems({ host: '0.0.0.0', username: 'a', password: 'b' })).to.deep.equal([])
    expect(problems({ host: '0.0.0.0' })?.map(({ path }) => path)).to.deep.equal(['/username'])
    expect(problems({ username: 'a' })?.map(({ path }) => path)).to.deep.equal(['/password'])
  })

  it('says that its port is taken, but not when a test finds its own', async () => {
    const { connection } = await start()
    const { port } = connection
    const failure = await start({ port }).catch((error: Error) => error)
    expect(failure).to.have.property(
      'message',
      `port ${port} of 127.0.0.1 is taken: stop what uses it, or choose another`
    )
    const test = await start({ port }, true)
    expect(await test.check()).to.equal(`Port ${port} of 127.0.0.1 is in use, by this broker if it is running`)
    const free = await start({}, true)
    expect(await free.check()).to.match(/^May listen on 127\.0\.0\.1 port/)
  })

  it('ends every connection when it stops', async () => {
    const { connection, close } = await start()
    const { client } = await device(connection.port)
    await close()
    await until(() => !client.connected)
  })
})
