import type { Outgoing } from '@millrace/sdk'
import { expect } from 'chai'
import { startJoin, turn } from './kit.test.ts'

const manual = (config: Parameters<typeof startJoin>[0], options = {}) =>
  startJoin({ mode: 'custom', ...config }, options)
const readings: readonly Outgoing[] = [
  { topic: 't', payload: { a: 1 } },
  { topic: 'h', payload: { b: 2 } }
]

describe('core/join, manual', () => {
  const made: readonly [string, Parameters<typeof startJoin>[0], readonly unknown[], unknown][] = [
    ['a text', { build: 'string' }, ['a', 'b'], 'a\nb'],
    ['a text of anything', { build: 'string', joiner: { type: 'str', value: '-' } }, [1, true], '1-true'],
    ['a text with bytes between', { build: 'string', joiner: { type: 'bin', value: '[44]' } }, ['a', 'b'], 'a,b'],
    [
      'bytes',
      { build: 'buffer', joiner: { type: 'bin', value: '[0]' } },
      [Uint8Array.of(1), [2]],
      Uint8Array.of(1, 0, 2)
    ],
    ['bytes of texts', { build: 'buffer', joiner: { type: 'str', value: '' } }, ['a', 'b'], Uint8Array.of(97, 98)],
    ['an array', { build: 'array' }, [1, [2]], [1, [2]]],
    ['an object of objects', { build: 'merged' }, [{ a: 1 }, { b: 2 }], { a: 1, b: 2 }]
  ]
  for (const [what, config, payloads, expected] of made) {
    it(`makes ${what}`, async () => {
      const node = manual({ ...config, count: 2 })
      for (const payload of payloads) void node.give({ payload })
      await turn()
      expect(node.payloads()).to.deep.equal([expected])
      expect(node.ended).to.deep.equal(['done', 'done'])
    })
  }

  it('makes an object by a property, and counts its keys', async () => {
    const node = manual({ count: 2 })
    void node.give({ topic: 't', payload: 1 })
    void node.give({ topic: 't', payload: 2 })
    await turn()
    expect(node.sent).to.deep.equal([])
    await node.give({ topic: 'h', payload: 3 })
    expect(node.payloads()).to.deep.equal([{ t: 2, h: 3 }])
  })

  it('collects complete messages', async () => {
    const node = manual({ build: 'array', propertyType: 'full', count: 2 })
    for (const payload of [1, 2]) void node.give({ payload })
    await turn()
    expect(node.payloads()).to.deep.equal([
      [
        { _msgid: 'test', payload: 1 },
        { _msgid: 'test', payload: 2 }
      ]
    ])
    const merged = manual({ build: 'merged', propertyType: 'full', count: 2 })
    for (const message of readings) void merged.give({ [String(message.topic)]: message.payload })
    await turn()
    expect(merged.payloads()).to.deep.equal([{ t: { a: 1 }, h: { b: 2 } }])
  })

  it('begins a new group after each', async () => {
    const node = manual({ build: 'array', count: 2 })
    for (const payload of [1, 2, 3, 4]) void node.give({ payload })
    await turn()
    expect(node.payloads()).to.deep.equal([
      [1, 2],
      [3, 4]
    ])
  })

  it('goes on with every message after that, when it accumulates', async () => {
    const node = manual({ count: 2, accumulate: true })
    const give = (topic: string, payload: number) => node.give({ topic, payload })
    void give('t', 1)
    await give('h', 2)
    await give('t', 3)
    await node.give({ topic: 'h', payload: 4, complete: true })
    void give('t', 5)
    await turn()
    expect(node.payloads()).to.deep.equal([
      { t: 1, h: 2 },
      { t: 3, h: 2 },
      { t: 3, h: 4 }
    ])
    await node.stop()
  })

  it('uses msg.parts only where it should, and keeps the place of the whole', async () => {
    const parts = (id: string, index: number) => ({ id, index, count: 2, parts: { id: 'outer' } })
    const using = manual({ build: 'array', useparts: true })
    const ignoring = manual({ build: 'array', count: 2 })
    for (const node of [using, ignoring]) {
      for (const id of ['x', 'y']) void node.give({ payload: id, parts: parts(id, 0) })
      await turn()
    }
    expect([using.payloads(), ignoring.payloads()]).to.deep.equal([[], [['x', 'y']]])
    await using.give({ payload: 'x1', parts: parts('x', 1) })
    expect(using.payloads()).to.deep.equal([['x', 'x1']])
    expect([using.sent[0]?.message.parts, ignoring.sent[0]?.message.parts]).to.deep.equal([
      { id: 'outer' },
      { id: 'outer' }
    ])
    await using.stop()
  })

  it('sends what there is after a time, which msg.restartTimeout lets begin anew', async () => {
    const node = manual({ build: 'array', timeout: 0.005 })
    const at = performance.now()
    void node.give({ payload: 1 })
    await node.give({ payload: 2 })
    expect(performance.now() - at).to.be.at.least(5)
    expect(node.payloads()).to.deep.equal([[1, 2]])
    const again = performance.now()
    const held = node.give({ payload: 3 })
    while (performance.now() - again < 3) await turn()
    await node.give({ restartTimeout: true })
    await held
    expect(performance.now() - again).to.be.at.least(8)
    expect(node.payloads()).to.deep.equal([[1, 2], [3]])
  })

  it('sends what there is with msg.complete, with or without something to add', async () => {
    const node = manual({ build: 'array' })
    void node.give({ payload: 1 })
    await node.give({ complete: true })
    void node.give({ payload: 2 })
    await node.give({ payload: 3, complete: true })
    expect(node.payloads()).to.deep.equal([[1], [2, 3]])
    const object = manual({})
    void object.give({ topic: 't', payload: 1 })
    await object.give({ complete: true })
    expect(object.sent.map(({ message }) => message)).to.deep.equal([{ _msgid: 'test', topic: 't', payload: { t: 1 } }])
    expect(await object.give({ complete: true }), 'there is no group').to.equal('done')
    expect(object.ended.length).to.equal(3)
  })

  it('drops what there is with msg.reset', async () => {
    const node = manual({ build: 'array', count: 2 })
    void node.give({ payload: 1 })
    await node.give({ reset: true })
    void node.give({ payload: 2 })
    await node.give({ payload: 3 })
    expect(node.payloads()).to.deep.equal([[2, 3]])
    expect(node.ended.length).to.equal(4)
  })

  for (const [what, config, payload] of [
    ['a key', {}, 1],
    ['an object to merge', { build: 'merged' }, 1],
    ['what bytes are made of', { build: 'buffer' }, 1]
  ] as const) {
    it(`fails a message without ${what}`, async () => {
      expect(await manual(config).give({ payload })).to.have.property('code', 'MESSAGE_REJECTED')
    })
  }

  it('hands back what it holds when it stops', async () => {
    const node = manual({ build: 'array', count: 2, timeout: 3600 })
    const held = node.give({ payload: 1 })
    await node.stop()
    expect(await held).to.be.instanceOf(Error)
  })
})
