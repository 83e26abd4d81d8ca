import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { expect } from 'chai'
import { type IPublishPacket, MqttClient } from 'mqtt'
import { deferAcknowledgements } from './deferred-ack.ts'
import { mqttKit, until, versions } from './kit.test.ts'

/** The contract with what MQTT.js keeps private. When one of these fails after an upgrade, `deferred-ack.ts` must change. */
describe('what is relied on in MQTT.js', () => {
  const kit = mqttKit()

  const start = async (name: string, protocolVersion: 4 | 5) => {
    const arrived: { packet: IPublishPacket; acknowledge: () => void }[] = []
    const released: number[] = []
    const client = new MqttClient(() => connect(kit.server.ports.mqtt, '127.0.0.1'), {
      clientId: name,
      protocolVersion,
      manualConnect: true,
      reconnectPeriod: 0,
      keepalive: 1
    })
    deferAcknowledgements(client, {
      arrived: (packet, acknowledge) => void arrived.push({ packet, acknowledge }),
      released: id => {
        released.push(id)
        return Promise.resolve()
      }
    })
    kit.defer(() => client.endAsync(true))
    const connected = new Promise(resolve => client.once('connect', resolve))
    client.connect()
    await connected
    await client.subscribeAsync(name, { qos: 2 })
    return { client, arrived, released, logged: (text: string) => kit.server.log().split(`${text} ${name}`).length - 1 }
  }

  it('is the version that these tests were written for', () => {
    const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
    expect(read('../package.json').dependencies.mqtt).to.equal('5.16.0')
    expect(read('../../../node_modules/mqtt/package.json').version).to.equal('5.16.0')
  })

  for (const version of versions) {
    const protocol = version === '5' ? 5 : 4

    it(`QoS 1: no PUBACK before it is asked for, and one then (${version})`, async () => {
      const name = `contract-1-${version}`
      const { arrived, logged, client } = await start(name, protocol)
      const device = await kit.device()
      await device.publish(name, 'a')
      await device.publish(name, 'b')
      await until(() => arrived.length === 2)
      await until(() => logged('Received PINGREQ from') > 1)
      expect(client.connected).to.equal(true)
      expect(logged('Received PUBACK from')).to.equal(0)
      arrived[1]?.acknowledge()
      arrived[0]?.acknowledge()
      await until(() => logged('Received PUBACK from') === 2)
    })

    it(`QoS 2: heard at PUBLISH, PUBREC when asked for, not heard again at PUBREL (${version})`, async () => {
      const name = `contract-2-${version}`
      const { arrived, released, logged } = await start(name, protocol)
      const device = await kit.device()
      await device.publish(name, 'a', { qos: 2 })
      await until(() => arrived.length === 1)
      await until(() => logged('Received PINGREQ from') > 0)
      expect(logged('Received PUBREC from')).to.equal(0)
      arrived[0]?.acknowledge()
      await until(() => logged('Received PUBCOMP from') === 1)
      expect(released).to.deep.equal([arrived[0]?.packet.messageId])
      await device.publish(name, 'b', { qos: 2 })
      await until(() => arrived.length === 2)
      expect(arrived.map(({ packet }) => String(packet.payload))).to.deep.equal(['a', 'b'])
    })
  }

  it('would acknowledge at once without it (control)', async () => {
    const device = await kit.device({ clientId: 'contract-control' })
    await device.subscribe('contract-control')
    await device.publish('contract-control', 'a')
    await until(() => kit.server.log().includes('Received PUBACK from contract-control'))
  })
})
