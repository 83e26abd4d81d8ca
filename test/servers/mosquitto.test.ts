import { expect } from 'chai'
import mqtt from 'mqtt'
import { type Mosquitto, startMosquitto } from './mosquitto.ts'

describe('the mosquitto of the tests', () => {
  let broker: Mosquitto
  beforeEach(async () => {
    broker = await startMosquitto()
  })
  afterEach(() => broker.stop())

  const connect = (options: mqtt.IClientOptions) =>
    mqtt.connectAsync(`mqtt://127.0.0.1:${broker.ports.mqtt}`, { reconnectPeriod: 0, ...options })

  it('keeps a session over SIGKILL, and forgets it when asked for a clean one', async () => {
    const present = async (clean: boolean) => {
      const { promise, resolve } = Promise.withResolvers<boolean>()
      const client = mqtt.connect(`mqtt://127.0.0.1:${broker.ports.mqtt}`, { clientId: 'c', clean, reconnectPeriod: 0 })
      client.once('connect', ({ sessionPresent }) => resolve(sessionPresent))
      const found = await promise
      if (!found) await client.subscribeAsync('kept/#', { qos: 1 })
      await client.endAsync()
      return found
    }
    expect(await present(false)).to.equal(false)
    await broker.kill()
    await broker.restart()
    expect(await present(false)).to.equal(true)
    expect(await present(true)).to.equal(false)
  })

  it('is gone after a kill', async () => {
    await (await connect({})).endAsync()
    await broker.kill()
    const failure = await connect({}).then(
      () => undefined,
      error => error
    )
    expect(failure).to.have.property('code', 'ECONNREFUSED')
  })
})
