import { memoryStorage } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { mqttKit, payloads, until, versions } from './kit.test.ts'

describe('mqtt/broker: who hears what', () => {
  const kit = mqttKit()
  const count = (text: string | RegExp) => kit.server.log().split(text).length - 1

  for (const version of versions) {
    it(`gives each of several triggers every message once, where one topic covers another (${version})`, async () => {
      const name = `cover-${version}`
      const { trigger: wide, connection } = await kit.hear({ version }, { topics: [`${name}/#`, `${name}/+`] })
      const narrow = await kit.listen(connection, { topics: [`${name}/x`] })
      const device = await kit.device()
      await device.publish(`${name}/x`, 'both')
      await device.publish(`${name}/y`, 'wide')
      await device.publish(`${name}/x`, 'end')
      await Promise.all([wide.arrival(3), narrow.arrival(2)])
      expect(payloads(wide.arrivals)).to.deep.equal(['both', 'wide', 'end'])
      expect(payloads(narrow.arrivals)).to.deep.equal(['both', 'end'])
    })

    it(`subscribes once to a topic of several triggers, with the highest quality of service (${version})`, async () => {
      const name = `shared-${version}`
      const { connection, trigger } = await kit.hear({ version, clientId: name }, { topics: [name], qos: 1 })
      const other = await kit.listen(connection, { topics: [name], qos: 0 })
      await kit.listen(connection, { topics: [name], qos: 2 })
      await until(() => count(`Received SUBSCRIBE from ${name}`) >= 2)
      await (await kit.device()).publish(name, 'x', { qos: 2 })
      expect((await trigger.arrival()).message).to.include({ qos: 2 })
      await other.arrival()
      expect(count(`Received SUBSCRIBE from ${name}`)).to.equal(2)
    })

    it(`goes on hearing for the others when one of them stops (${version})`, async () => {
      const name = `stops-${version}`
      const { connection, trigger } = await kit.hear(
        { version, clientId: name, clean: true },
        { topics: [`${name}/#`] }
      )
      const other = await kit.listen(connection, { topics: [`${name}/x`] })
      await trigger.close()
      await until(() => count(`Received UNSUBSCRIBE from ${name}`) === 1)
      const device = await kit.device()
      await device.publish(`${name}/y`, 'nobody')
      await device.publish(`${name}/x`, 'heard')
      await other.arrival()
      expect(payloads(other.arrivals)).to.deep.equal(['heard'])
    })

    it(`subscribes to nothing again that a kept session still has (${version})`, async () => {
      const name = `present-${version}`
      const storage = memoryStorage()
      const config = { version, clientId: name, clean: false }
      const device = await kit.device()
      await device.publish(name, 'retained', { retain: true })
      const first = await kit.hear(config, { topics: [name] }, { storage })
      await (await first.trigger.arrival()).ack()
      await until(() => count(`Received PUBACK from ${name}`) === 1)
      await first.close()
      const second = await kit.hear(config, { topics: [name] }, { storage })
      await device.publish(name, 'next')
      await second.trigger.arrival()
      expect(payloads(second.trigger.arrivals)).to.deep.equal(['next'])
      expect(count(`Received SUBSCRIBE from ${name}`)).to.equal(1)
      const elsewhere = await kit.hear({ ...config, clientId: `${name}-control` }, { topics: [name] }, { storage })
      expect((await elsewhere.trigger.arrival()).message).to.include({ payload: 'retained', retain: true })
    })

    it(`shares the messages of a group, and hears its other topics whole (${version})`, async () => {
      const name = `group-${version}`
      const shared = `$share/g/${name}/+`
      const one = await kit.hear({ version, clientId: `${name}-1` }, { topics: [shared, `${name}/all`] })
      const two = await kit.hear({ version, clientId: `${name}-2` }, { topics: [shared] })
      const plain = await kit.listen(two.connection, { topics: [`${name}/+`] })
      const device = await kit.device()
      for (let i = 0; i < 10; i++) await device.publish(`${name}/x`, `m${i}`)
      await plain.arrival(10)
      await until(() => one.trigger.arrivals.length + two.trigger.arrivals.length === 10)
      const heard = [...payloads(one.trigger.arrivals), ...payloads(two.trigger.arrivals)].toSorted()
      expect(heard).to.deep.equal(Array.from({ length: 10 }, (_, i) => `m${i}`))
    })

    it(`loses nothing when a deploy changes a trigger (${version})`, async () => {
      const name = `deploy-${version}`
      const { connection, trigger } = await kit.hear({ version }, { topics: [`${name}/a`] }, {}, 'flow/changed')
      const bystander = await kit.listen(connection, { topics: [`${name}/a`] })
      const device = await kit.device()
      await device.publish(`${name}/a`, 'before')
      await trigger.arrival()
      await trigger.close()
      await device.publish(`${name}/a`, 'between')
      await bystander.arrival(2)
      const successor = await kit.listen(connection, { topics: [`${name}/a`, `${name}/b`] }, 'flow/changed')
      await device.publish(`${name}/b`, 'after')
      await successor.arrival(2)
      expect(payloads(successor.arrivals)).to.deep.equal(['between', 'after'])
      expect(payloads(bystander.arrivals)).to.deep.equal(['before', 'between'])
    })
  }

  it('gives a message to two triggers whose topics overlap in part, once each over MQTT 5', async () => {
    const { connection, trigger } = await kit.hear({ version: '5' }, { topics: ['part/+/x'] })
    const other = await kit.listen(connection, { topics: ['part/y/+'] })
    const device = await kit.device()
    await device.publish('part/y/x', 'both')
    await device.publish('part/y/x', 'end')
    await Promise.all([trigger.arrival(2), other.arrival(2)])
    expect(payloads(trigger.arrivals)).to.deep.equal(['both', 'end'])
    expect(payloads(other.arrivals)).to.deep.equal(['both', 'end'])
  })

  it('does not hear the topics of the broker itself by #', async () => {
    const { connection, trigger } = await kit.hear({}, { topics: ['#'] })
    const system = await kit.listen(connection, { topics: ['$SYS/broker/version'] })
    expect((await system.arrival()).message).to.include({ topic: '$SYS/broker/version' })
    expect(trigger.arrivals.filter(({ message }) => String(message.topic).startsWith('$'))).to.deep.equal([])
  })

  it('acknowledges what was held for a successor that never came', async () => {
    const { connection, trigger } = await kit.hear({ clientId: 'never', clean: true }, { topics: ['never'] })
    await kit.listen(connection, { topics: ['other'] })
    await trigger.close()
    await (await kit.device()).publish('never', 'x')
    await until(() => count('Received PUBACK from never') === 1)
    await until(() => count('Received UNSUBSCRIBE from never') === 1)
  })

  it('leaves the subscriptions of a kept session alone while a runtime stops', async () => {
    const storage = memoryStorage()
    const config = { clientId: 'stopping', clean: false }
    const first = await kit.hear(config, { topics: ['stopping'] }, { storage })
    await first.trigger.close()
    await (await kit.device()).publish('stopping', 'kept')
    await first.close()
    const second = await kit.hear(config, { topics: ['stopping'] }, { storage })
    expect((await second.trigger.arrival()).message.payload).to.equal('kept')
  })
})
