import { memoryStorage } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { startTcpProxy } from '../../../test/servers/tcp-proxy.ts'
import { mqttKit, payloads, until, versions } from './kit.test.ts'

describe('mqtt/in: acknowledging', () => {
  const kit = mqttKit()
  const kept = (clientId: string, version: string = '5') => ({ clientId, version, clean: false })

  for (const version of versions)
    for (const qos of [1, 2] as const)
      it(`B17 B18 gets what it did not acknowledge again, under the same id (QoS ${qos}, ${version})`, async () => {
        const name = `again-${qos}-${version}`
        const storage = memoryStorage()
        const device = await kit.device()
        const first = await kit.hear(kept(name, version), { topics: [name], qos }, { storage })
        await device.publish(name, 'safe', { qos })
        await device.publish(name, 'lost', { qos })
        await first.trigger.arrival(2)
        const [safe, lost] = first.trigger.arrivals
        await safe?.ack()
        await until(() => kit.server.log().includes(`from ${name} (`))
        await first.close()
        const second = await kit.hear(kept(name, version), { topics: [name], qos }, { storage })
        const again = await second.trigger.arrival()
        await device.publish(name, 'next', { qos })
        await second.trigger.arrival(2)
        expect(payloads(second.trigger.arrivals)).to.deep.equal(['lost', 'next'])
        expect(again.origin.id).to.equal(lost?.origin.id)
        expect(new Set([safe?.origin.id, again.origin.id, second.trigger.arrivals[1]?.origin.id]).size).to.equal(3)
      })

  it('gets nothing again of a session that was clean (control)', async () => {
    const config = { clientId: 'clean-control', clean: true }
    const device = await kit.device()
    const first = await kit.hear(config, { topics: ['clean-control'] })
    await device.publish('clean-control', 'lost')
    await first.trigger.arrival()
    await first.close()
    const second = await kit.hear(config, { topics: ['clean-control'] })
    await device.publish('clean-control', 'next')
    await second.trigger.arrival()
    expect(payloads(second.trigger.arrivals)).to.deep.equal(['next'])
  })

  for (const qos of [1, 2] as const)
    it(`does not emit again what was settled after the connection ended (QoS ${qos})`, async () => {
      const name = `late-${qos}`
      const storage = memoryStorage()
      const line = await startTcpProxy(kit.server.ports.mqtt)
      kit.defer(line.close)
      const device = await kit.device()
      const first = await kit.hear({ ...kept(name), port: line.port }, { topics: [name], qos }, { storage })
      await device.publish(name, 'late', { qos })
      const late = await first.trigger.arrival()
      line.cut()
      await first.lost
      await first.close()
      await late.ack()
      const second = await kit.hear({ ...kept(name), port: line.port }, { topics: [name], qos }, { storage })
      await device.publish(name, 'next', { qos })
      await second.trigger.arrival()
      expect(payloads(second.trigger.arrivals)).to.deep.equal(['next'])
    })

  for (const version of versions)
    it(`P7 hears a QoS 2 message before the broker is told, and once however often it is sent (${version})`, async () => {
      const name = `twice-${version}`
      const storage = memoryStorage()
      const line = await startTcpProxy(kit.server.ports.mqtt)
      kit.defer(line.close)
      const config = { ...kept(name, version), port: line.port }
      const device = await kit.device()
      const first = await kit.hear(config, { topics: [name], qos: 2 }, { storage })
      await device.publish(name, 'one', { qos: 2 })
      const one = await first.trigger.arrival()
      expect(kit.server.log()).not.to.include(`Received PUBREC from ${name}`)
      await one.ack()
      await until(() => kit.server.log().includes(`Received PUBCOMP from ${name}`))
      line.cut()
      await first.close()
      const second = await kit.hear(config, { topics: [name], qos: 2 }, { storage })
      await device.publish(name, 'two', { qos: 2 })
      await second.trigger.arrival()
      expect(payloads(second.trigger.arrivals)).to.deep.equal(['two'])
      expect(await storage.keys('message')).to.deep.equal([])
    })

  it('acknowledges in the order of arrival, whatever order the flows end in', async () => {
    const { trigger } = await kit.hear(kept('order'), { topics: ['order'] })
    const device = await kit.device()
    for (const payload of ['a', 'b', 'c']) await device.publish('order', payload)
    await trigger.arrival(3)
    for (const arrival of trigger.arrivals.toReversed()) await arrival.ack()
    const acks = () =>
      [...kit.server.log().matchAll(/Received PUBACK from order \(Mid: (\d+)/g)].map(([, id]) => Number(id))
    await until(() => acks().length === 3)
    const sent = [...kit.server.log().matchAll(/Sending PUBLISH to order \(d0, q1, r0, m(\d+)/g)].map(([, id]) =>
      Number(id)
    )
    expect(acks()).to.deep.equal(sent)
  })

  it('goes on receiving, publishing and answering while a message is not done', async () => {
    const { trigger, connection } = await kit.hear({ ...kept('busy'), keepalive: 1 }, { topics: ['busy'] })
    const device = await kit.device()
    await device.subscribe('from-busy')
    await device.publish('busy', 'held')
    await trigger.arrival()
    await until(() => kit.server.log().split('Received PINGREQ from busy').length > 3)
    await kit.publisher(connection, { topic: 'from-busy' }).receive({ payload: 'out' })
    await device.publish('busy', 'next')
    await trigger.arrival(2)
    await until(() => device.heard.length === 1)
  })

  for (const version of versions)
    it(`P6 holds what a kept session had queued until every trigger has started (${version})`, async () => {
      const name = `queued-${version}`
      const storage = memoryStorage()
      const before = await kit.hear(kept(name, version), { topics: [`${name}/#`] }, { storage })
      await before.close()
      const device = await kit.device()
      for (let i = 0; i < 15; i++) await device.publish(`${name}/x`, `m${i}`)
      const { connection, ready } = await kit.connect(kept(name, version), { storage })
      await until(() => kit.server.log().split(`Sending PUBLISH to ${name}`).length === 16)
      const trigger = await kit.listen(connection, { topics: [`${name}/#`] })
      expect(trigger.arrivals).to.have.length(0)
      ready()
      await trigger.arrival(15)
      expect(payloads(trigger.arrivals)).to.deep.equal(Array.from({ length: 15 }, (_, i) => `m${i}`))
      expect(kit.server.log()).not.to.include(`Received PUBACK from ${name}`)
    })

  it('acknowledges what nobody hears any more, and unsubscribes from it', async () => {
    const storage = memoryStorage()
    const before = await kit.hear(kept('stale'), { topics: ['stale/#', 'stay'] }, { storage })
    await before.close()
    const device = await kit.device()
    await device.publish('stale/x', 'nobody')
    const now = await kit.hear(kept('stale'), { topics: ['stay'] }, { storage })
    await until(() => /Received PUBACK from stale/.test(kit.server.log()))
    await until(() => /Received UNSUBSCRIBE from stale/.test(kit.server.log()))
    await device.publish('stay', 'heard')
    await now.trigger.arrival()
    expect(payloads(now.trigger.arrivals)).to.deep.equal(['heard'])
  })

  it('offers a message again that the journal refused, and acknowledges it only then', async () => {
    const { trigger } = await kit.hear(kept('refused'), { topics: ['refused-once'] })
    await (await kit.device()).publish('refused-once', 'x')
    const first = await trigger.arrival()
    await first.nack(new Error('the journal is full'))
    const again = await trigger.arrival(2)
    expect(again.origin.id).to.equal(first.origin.id)
    expect(kit.server.log()).not.to.include('Received PUBACK from refused')
    await again.ack()
    await until(() => kit.server.log().includes('Received PUBACK from refused'))
  })

  it('acknowledges a message that two triggers hear when both are done', async () => {
    const { trigger, connection } = await kit.hear({ ...kept('both'), version: '3.1.1' }, { topics: ['both/+'] })
    const other = await kit.listen(connection, { topics: ['both/x'] })
    await (await kit.device()).publish('both/x', 'm')
    await (await trigger.arrival()).ack()
    const second = await other.arrival()
    expect(kit.server.log()).not.to.include('Received PUBACK from both')
    await second.ack()
    await until(() => kit.server.log().includes('Received PUBACK from both'))
  })

  it('B17 keeps what was queued over a SIGKILL of the broker', async () => {
    const storage = memoryStorage()
    const first = await kit.hear(kept('crash'), { topics: ['crash'] }, { storage })
    await (await kit.device()).publish('crash', 'kept')
    await first.trigger.arrival()
    await kit.server.save()
    await kit.server.kill()
    await first.lost
    await first.close()
    await kit.server.restart()
    const second = await kit.hear(kept('crash'), { topics: ['crash'] }, { storage })
    expect((await second.trigger.arrival()).message.payload).to.equal('kept')
  })
})
