import { memoryStorage } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { hubKit, payloads, until } from './kit.test.ts'
import { checkpointsIn } from './stored-checkpoints.test.ts'

describe('azure-event-hubs/in: checkpoints', () => {
  const kit = hubKit()
  const numbered = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => String(from + i))

  /** The checkpoint of the only partition; -1 before the first event. */
  const checkpoint = async (storage: ReturnType<typeof memoryStorage>, eventHub: string) =>
    (await checkpointsIn(storage, eventHub)).get('0') ?? -1

  it('moves the checkpoint to the end of what is finished without a gap, and no further', async () => {
    const eventHub = kit.hub()
    const storage = memoryStorage()
    const { trigger } = await kit.hear({ eventHub }, {}, { storage })
    kit.server.send(eventHub, numbered(0, 5))
    await trigger.arrival(5)
    const [first, second, third, fourth] = trigger.arrivals
    await second?.ack()
    await third?.ack()
    await first?.ack()
    await until(async () => (await checkpoint(storage, eventHub)) === 2)
    await trigger.arrivals[4]?.ack()
    await trigger.close()
    expect(await checkpoint(storage, eventHub)).to.equal(2)
    await fourth?.ack()
    await until(async () => (await checkpoint(storage, eventHub)) === 4)
  })

  it('goes on behind the checkpoint, with the same ids', async () => {
    const eventHub = kit.hub()
    const storage = memoryStorage()
    const before = await kit.hear({ eventHub }, {}, { storage })
    kit.server.send(eventHub, numbered(0, 4))
    await before.trigger.arrival(4)
    await before.trigger.arrivals[0]?.ack()
    await before.trigger.arrivals[2]?.ack()
    await before.trigger.close()
    await before.close()
    const after = await kit.hear({ eventHub }, {}, { storage })
    await after.trigger.arrival(3)
    expect(payloads(after.trigger.arrivals)).to.deep.equal(['1', '2', '3'])
    const ids = (arrivals: typeof after.trigger.arrivals) => arrivals.map(({ origin }) => origin.id)
    expect(ids(after.trigger.arrivals)).to.deep.equal(ids(before.trigger.arrivals).slice(1))
  })

  it('repeats everything that was not finished when nothing was (control)', async () => {
    const eventHub = kit.hub()
    const storage = memoryStorage()
    const before = await kit.hear({ eventHub }, {}, { storage })
    kit.server.send(eventHub, numbered(0, 3))
    await before.trigger.arrival(3)
    await before.close()
    const after = await kit.hear({ eventHub }, {}, { storage })
    await after.trigger.arrival(3)
    expect(payloads(after.trigger.arrivals)).to.deep.equal(['0', '1', '2'])
  })

  it('finishes events that its flow has no interest in', async () => {
    const eventHub = kit.hub()
    const storage = memoryStorage()
    await kit.hear({ eventHub }, { partitionKeys: ['a'] }, { storage })
    kit.server.send(eventHub, numbered(0, 3), { key: 'b' })
    await until(async () => (await checkpoint(storage, eventHub)) === 2)
  })

  it('has no more under way than its window', async () => {
    const eventHub = kit.hub()
    const storage = memoryStorage()
    const { trigger } = await kit.hear({ eventHub }, { window: 3 }, { storage })
    kit.server.send(eventHub, numbered(0, 10))
    await trigger.arrival(3)
    await trigger.arrivals[1]?.ack()
    await trigger.arrivals[2]?.ack()
    expect(trigger.arrivals.length).to.equal(3)
    await trigger.arrivals[0]?.ack()
    await trigger.arrival(6)
    expect(await checkpoint(storage, eventHub)).to.be.at.least(2)
  })

  it('waits while checkpoints cannot be written, and writes them when they can', async () => {
    const eventHub = kit.hub()
    const storage = memoryStorage()
    let full = true
    const set = async (key: string, value: unknown) => {
      if (full && key.includes('/partition/')) throw new Error('the disk is full')
      await storage.set(key, value)
    }
    const { trigger } = await kit.hear({ eventHub }, { window: 2 }, { storage: { ...storage, set } })
    kit.server.send(eventHub, numbered(0, 4))
    await trigger.arrival(2)
    for (const arrival of trigger.arrivals) await arrival.ack()
    full = false
    await trigger.arrival(4)
    expect(await checkpoint(storage, eventHub)).to.equal(1)
  })

  it('offers a refused event again after a while, before new ones, and keeps other partitions going', async () => {
    const eventHub = kit.hub(2)
    const storage = memoryStorage()
    const { trigger } = await kit.hear({ eventHub }, {}, { storage })
    kit.server.send(eventHub, ['a', 'b'], { partition: '0' })
    await trigger.arrival(2)
    const [a, b] = trigger.arrivals
    await a?.nack(new Error('refused'))
    await b?.ack()
    kit.server.send(eventHub, ['c'], { partition: '0' })
    kit.server.send(eventHub, ['other'], { partition: '1' })
    await trigger.arrival(5)
    expect(payloads(trigger.arrivals)).to.deep.equal(['a', 'b', 'other', 'a', 'c'])
    expect(trigger.arrivals[3]?.origin.id).to.equal(a?.origin.id)
    for (const arrival of trigger.arrivals.slice(2)) await arrival.ack()
    await until(async () => (await checkpoint(storage, eventHub)) === 2)
  })

  describe('where a trigger begins', () => {
    it('begins with new events, and keeps that place although it was stopped before the first', async () => {
      const eventHub = kit.hub()
      const storage = memoryStorage()
      kit.server.send(eventHub, ['old'])
      const config = { eventHub, start: { from: 'latest' } }
      const before = await kit.hear(config, {}, { storage })
      await before.close()
      kit.server.send(eventHub, ['while away'])
      const { trigger } = await kit.hear(config, {}, { storage })
      expect((await trigger.arrival()).message.payload).to.equal('while away')
    })

    it('begins with the oldest event', async () => {
      const eventHub = kit.hub()
      kit.server.send(eventHub, ['old'])
      const { trigger } = await kit.hear({ eventHub, start: { from: 'earliest' } })
      expect((await trigger.arrival()).message.payload).to.equal('old')
    })

    it('begins after a point in time', async () => {
      const eventHub = kit.hub()
      kit.server.send(eventHub, ['old'])
      const time = new Date(Date.now() + 1).toISOString()
      await until(() => Date.now() > Date.parse(time) + 1)
      kit.server.send(eventHub, ['new'])
      const { trigger } = await kit.hear({ eventHub, start: { from: 'time', time } })
      expect((await trigger.arrival()).message.payload).to.equal('new')
    })

    it('reads a hub that was deleted and made again from its beginning, and forgets the one before', async () => {
      const eventHub = kit.hub()
      const storage = memoryStorage()
      const before = await kit.hear({ eventHub }, {}, { storage })
      kit.server.send(eventHub, numbered(0, 5))
      await before.trigger.arrival(5)
      for (const arrival of before.trigger.arrivals) await arrival.ack()
      await before.trigger.close()
      await before.close()
      kit.server.create(eventHub, { partitions: 1 })
      kit.server.send(eventHub, ['first of the new one'])
      const { trigger } = await kit.hear({ eventHub, start: { from: 'latest' } }, {}, { storage })
      const { message, origin } = await trigger.arrival()
      expect(message.payload).to.equal('first of the new one')
      expect(origin.id).not.to.equal(before.trigger.arrivals[0]?.origin.id)
      const kept = await storage.keys()
      expect(kept.filter(key => key.includes('/partition/'))).to.have.length(0)
    })
  })
})
