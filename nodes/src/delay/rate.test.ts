import type { Outgoing } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { delay } from './index.ts'

type Config = Parameters<typeof testNode<typeof delay.config, undefined>>[1]
const HOURLY = { pauseType: 'rate', rate: 1, nbRateUnits: 1, rateUnits: 'hour' } as const
/** One in two milliseconds. */
const FAST = { pauseType: 'rate', rate: 500, nbRateUnits: 1, rateUnits: 'second' } as const

const start = (config: Config) => {
  const node = testNode(delay, config)
  const given: Promise<unknown>[] = []
  const give = (fields: Outgoing) => {
    const done = node.receive(fields).catch(error => error)
    given.push(done)
    return done
  }
  return {
    ...node,
    give,
    payloads: (port = 0) => node.sent.filter(sent => sent.port === port).map(({ message }) => message.payload),
    stop: () => Promise.all([node.close(), ...given])
  }
}

describe('core/delay of all messages by rate', () => {
  it('lets one through at once and the others in order, at gaps', async () => {
    const node = start(FAST)
    const at = performance.now()
    await Promise.all([0, 1, 2, 3].map(payload => node.give({ payload })))
    expect(node.payloads()).to.deep.equal([0, 1, 2, 3])
    expect(performance.now() - at).to.be.at.least(6)
  })

  it('lets many through in a millisecond where the rate says so', async () => {
    const node = start({ ...FAST, rate: 1e6 })
    const all = Array.from({ length: 2000 }, (_, i) => i)
    await Promise.all(all.map(payload => node.give({ payload })))
    expect(node.payloads()).to.deep.equal(all)
  })

  it('puts a message to the front with msg.toFront', async () => {
    const node = start(HOURLY)
    for (const payload of ['a', 'b']) void node.give({ payload })
    void node.give({ payload: 'c', toFront: true })
    await node.give({ flush: 1 })
    expect(node.payloads()).to.deep.equal(['a', 'c'])
    await node.stop()
  })

  it('lets go with msg.flush, and takes that word off what it sends', async () => {
    const node = start(HOURLY)
    for (const payload of ['a', 'b', 'c']) void node.give({ payload })
    await node.give({ flush: 1 })
    expect(node.payloads()).to.deep.equal(['a', 'b'])
    await node.give({ payload: 'd', flush: true })
    expect(node.payloads()).to.deep.equal(['a', 'b', 'c', 'd'])
    expect(node.sent.some(({ message }) => 'flush' in message)).to.equal(false)
    void node.give({ payload: 'e' })
    expect(node.payloads(), 'the time begins anew').not.to.include('e')
    await node.give({ flush: true })
    await node.give({ flush: true })
    void node.give({ payload: 'f' })
    expect(node.payloads(), 'a flush of nothing opens the way').to.include('f')
    await node.stop()
  })

  it('drops all with msg.reset and begins anew', async () => {
    const node = start(HOURLY)
    for (const payload of ['a', 'b']) void node.give({ payload })
    await node.give({ payload: 'c', reset: true })
    void node.give({ payload: 'd' })
    expect(node.payloads()).to.deep.equal(['a', 'd'])
    await node.stop()
  })

  it('flushes and resets in one, the message itself included', async () => {
    const node = start(HOURLY)
    for (const payload of ['a', 'b']) void node.give({ payload })
    await node.give({ payload: 'c', reset: true, flush: true })
    expect(node.payloads()).to.deep.equal(['a', 'b', 'c'])
    expect(node.sent.at(-1)?.message).to.have.all.keys('_msgid', 'payload')
    await node.stop()
  })

  it('takes another rate from msg.rate when it may, until it is reset', async () => {
    const fixed = start(HOURLY)
    for (const payload of ['a', 'b']) void fixed.give({ payload, rate: 1 })
    const free = start({ ...HOURLY, allowrate: true })
    await free.give({ payload: 'a' })
    await free.give({ payload: 'b', rate: 1 })
    expect(free.payloads()).to.deep.equal(['a', 'b'])
    expect(fixed.payloads()).to.deep.equal(['a'])
    await free.give({ reset: true })
    for (const payload of ['c', 'd']) void free.give({ payload })
    expect(free.payloads()).to.deep.equal(['a', 'b', 'c'])
    await Promise.all([fixed.stop(), free.stop()])
  })

  it('hands back what waits when it stops', async () => {
    const node = start(HOURLY)
    void node.give({ payload: 'a' })
    const held = node.give({ payload: 'b' })
    await node.stop()
    expect(await held).to.be.instanceOf(Error)
  })

  it('drops what comes too early, or sends it to the second output', async () => {
    for (const outputs of [1, 2]) {
      const node = start({ ...HOURLY, drop: true, outputs })
      for (const payload of ['a', 'b']) await node.give({ payload })
      await node.give({ payload: 'c', reset: true })
      await node.give({ payload: 'd' })
      await node.give({ payload: 'e', reset: true, flush: true })
      await node.give({ payload: 'f' })
      expect(node.payloads()).to.deep.equal(['a', 'd'])
      expect(node.payloads(1)).to.deep.equal(outputs === 2 ? ['b', 'f'] : [])
      await node.stop()
    }
  })

  it('lets a burst through, and the next when the time is over', async () => {
    const node = start({ pauseType: 'burst', rate: 2, rateUnits: 'hour', outputs: 2 })
    for (const payload of ['a', 'b', 'c']) await node.give({ payload })
    expect([node.payloads(), node.payloads(1)]).to.deep.equal([['a', 'b'], ['c']])
    await node.give({ reset: true })
    await node.give({ payload: 'd' })
    expect(node.payloads()).to.deep.equal(['a', 'b', 'd'])
    await node.stop()

    const brief = start({ pauseType: 'burst', rate: 1, nbRateUnits: 0.002, rateUnits: 'second' })
    await brief.give({ payload: 'a' })
    while (brief.payloads().length < 2) {
      await new Promise(setImmediate)
      await brief.give({ payload: 'b' })
    }
    await brief.stop()
  })
})

describe('core/delay by topic', () => {
  const topics = (pauseType: 'queue' | 'timed', config: Config = {}) =>
    start({ ...HOURLY, pauseType, outputs: 2, ...config })

  it('keeps the newest of each topic, in the order of the topics', async () => {
    const node = topics('timed')
    for (const [topic, payload] of [
      ['a', 1],
      ['b', 2],
      ['a', 3]
    ])
      void node.give({ topic, payload })
    void node.give({ payload: 4 })
    await node.give({ flush: true })
    expect(node.payloads()).to.deep.equal([3, 2, 4])
    expect(node.payloads(1), 'replaced').to.deep.equal([1])
    expect(node.sent.at(-1)?.message.topic).to.equal('_none_')
    await node.stop()
  })

  it('acknowledges what was replaced', async () => {
    const node = topics('queue')
    const first = node.give({ topic: 'a', payload: 1 })
    void node.give({ topic: 'a', payload: 2 })
    expect(await first, 'done').to.be.an('array')
    await node.stop()
  })

  it('lets one topic through at a turn, or all', async () => {
    const fast = { rate: 500, rateUnits: 'second' } as const
    for (const pauseType of ['queue', 'timed'] as const) {
      const node = topics(pauseType, fast)
      await Promise.all(['a', 'b', 'c'].map(topic => node.give({ topic, payload: topic })))
      expect(node.payloads()).to.deep.equal(['a', 'b', 'c'])
      await node.stop()
    }
  })

  it('flushes so many topics, and drops all when reset', async () => {
    const node = topics('queue')
    for (const topic of ['a', 'b', 'c']) void node.give({ topic, payload: topic })
    await node.give({ flush: 1 })
    expect(node.payloads()).to.deep.equal(['a'])
    await node.give({ reset: true })
    await node.give({ flush: true })
    expect(node.payloads()).to.deep.equal(['a'])
    await node.stop()
  })

  it('goes on by topic after another rate was set', async () => {
    const node = topics('timed', { allowrate: true })
    await node.give({ topic: 'a', payload: 1, rate: 1 })
    await node.give({ topic: 'a', payload: 2 })
    expect(node.payloads()).to.deep.equal([1, 2])
    await node.stop()
  })
})
