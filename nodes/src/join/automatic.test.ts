import type { Outgoing } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import fc from 'fast-check'
import { split } from '../split/index.ts'
import { startJoin, turn } from './kit.test.ts'

const part = (index: number, payload: unknown, more: object = {}): Outgoing => ({
  payload,
  parts: { id: 's', type: 'array', index, count: 3, ...more }
})

describe('core/join, automatic', () => {
  it('waits for all parts, and is done with none before that', async () => {
    const node = startJoin()
    void node.give(part(2, 'c'))
    void node.give(part(0, 'a'))
    await turn()
    expect([node.payloads(), node.ended]).to.deep.equal([[], []])
    await node.give(part(1, 'b'))
    expect(node.payloads()).to.deep.equal([['a', 'b', 'c']])
    expect(node.ended).to.deep.equal(['done', 'done', 'done'])
  })

  it('takes on the properties of all, the later before the earlier, without parts', async () => {
    const node = startJoin()
    void node.give({ ...part(0, 1, { count: 2 }), topic: 'first', kept: true })
    await node.give({ ...part(1, 2, { count: 2 }), topic: 'last', _msgid: 'm2' })
    expect(node.sent[0]?.message).to.deep.equal({ _msgid: 'm2', payload: [1, 2], topic: 'last', kept: true })
  })

  it('gives back the place that the whole had itself', async () => {
    const node = startJoin()
    const outer = { id: 'o', index: 4, count: 9 }
    await node.give(part(0, 'a', { count: 1, parts: outer }))
    expect(node.sent[0]?.message.parts).to.deep.equal(outer)
  })

  it('keeps sequences apart', async () => {
    const node = startJoin()
    for (const id of ['x', 'y']) void node.give(part(0, `${id}0`, { id, count: 2 }))
    await node.give(part(1, 'y1', { id: 'y', count: 2 }))
    expect(node.payloads()).to.deep.equal([['y0', 'y1']])
    await node.give(part(1, 'x1', { id: 'x', count: 2 }))
    expect(node.payloads()).to.deep.equal([
      ['y0', 'y1'],
      ['x0', 'x1']
    ])
  })

  it('counts two parts of one place once, and takes the later', async () => {
    const node = startJoin()
    for (const payload of ['old', 'new']) void node.give(part(0, payload, { count: 2 }))
    await turn()
    expect(node.sent).to.deep.equal([])
    await node.give(part(1, 'b', { count: 2 }))
    expect(node.payloads()).to.deep.equal([['new', 'b']])
    expect(node.ended.length).to.equal(3)
  })

  it('sends what there is with msg.complete', async () => {
    const node = startJoin()
    void node.give(part(0, 'a'))
    await node.give({ ...part(2, 'c'), complete: true })
    expect(node.payloads()).to.deep.equal([['a', undefined, 'c']])
    expect(node.sent[0]?.message).not.to.have.property('complete')
  })

  it('drops one sequence with msg.reset, or all when it names none', async () => {
    const node = startJoin()
    for (const id of ['x', 'y', 'z']) void node.give(part(0, id, { id }))
    await node.give({ reset: true, parts: { id: 'y' } })
    await turn()
    expect(node.ended).to.deep.equal(['done', 'done'])
    await node.give({ reset: true })
    await turn()
    expect(node.ended.length).to.equal(5)
    expect(node.sent).to.deep.equal([])
  })

  const refused: readonly [what: string, message: Outgoing][] = [
    ['has no parts', { payload: 1 }],
    ['has no key for an object', part(0, 1, { type: 'object' })],
    ['holds no bytes where bytes are joined', part(0, 7, { type: 'buffer' })],
    ['has a place far beyond the limit', part(4_000_000_000, 1)],
    ['belongs to a sequence that cannot be held', part(0, 1, { count: 100_000 })]
  ]
  for (const [what, message] of refused) {
    it(`fails a message that ${what}, and holds it not`, async () => {
      expect(await startJoin().give(message)).to.have.property('code', 'MESSAGE_REJECTED')
    })
  }

  it('holds no more messages than its limit', async () => {
    const node = startJoin({ limit: 3 })
    for (const id of ['x', 'y', 'z']) void node.give(part(0, 1, { id }))
    expect(await node.give(part(1, 1, { id: 'x' }))).to.have.property('code', 'HOLD_FULL')
    await node.stop()
    expect(node.ended.filter(end => end instanceof Error).length, 'handed back').to.equal(4)
  })

  it('reaches no prototype', async () => {
    const node = startJoin()
    const own = Object.defineProperty({ ...part(0, 1, { count: 1 }) }, '__proto__', {
      value: { polluted: 1 },
      enumerable: true
    })
    await node.give(own)
    expect(node.sent[0]?.message).not.to.have.property('polluted')
    const key = part(0, { polluted: 1 }, { type: 'object', key: '__proto__', count: 1 })
    expect(await node.give(key)).to.have.property('code', 'MESSAGE_REJECTED')
  })
})

describe('core/split and core/join', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', ',', '\n'), maxLength: 20 })
  const bytes = letters.map(text => new TextEncoder().encode(text))
  const keyed = fc.dictionary(
    fc.string({ minLength: 1 }).filter(key => key !== '__proto__'),
    fc.jsonValue(),
    {
      minKeys: 1,
      maxKeys: 6
    }
  )
  const ways = [
    ['text at new lines', {}, letters],
    ['text at bytes', { spltType: 'bin', bytes: [44] }, letters],
    ['text by length', { spltType: 'len', length: 3 }, letters],
    ['bytes at a text', { separator: ',' }, bytes],
    ['bytes at bytes', { spltType: 'bin', bytes: [97, 98] }, bytes],
    ['bytes by length', { spltType: 'len', length: 4 }, bytes],
    ['arrays', {}, fc.array(fc.jsonValue(), { minLength: 1, maxLength: 12 })],
    ['arrays by length', { arraySplt: 3 }, fc.array(fc.jsonValue(), { minLength: 1, maxLength: 12 })],
    ['objects', {}, keyed]
  ] as const

  for (const [what, config, values] of ways) {
    it(`give back ${what}, in whatever order the parts come`, async () => {
      await fc.assert(
        fc.asyncProperty(values as fc.Arbitrary<unknown>, fc.infiniteStream(fc.nat()), async (payload, order) => {
          const parts = await testNode(split, config).receive({ payload, kept: 1 })
          const shuffled = parts
            .map(({ message }) => ({ message, at: order.next().value as number }))
            .toSorted((a, b) => a.at - b.at)
          const node = startJoin()
          await Promise.all(shuffled.map(({ message }) => node.give(message)))
          expect(node.payloads()).to.deep.equal([payload])
          expect(node.sent[0]?.message).to.have.all.keys('_msgid', 'payload', 'kept')
        }),
        { numRuns: 60 }
      )
    })
  }

  it('give back what was split twice, in another property', async () => {
    const at = { property: { type: 'msg', value: 'data.list' } }
    const [outer, inner] = [testNode(split, at), testNode(split, at)]
    const [first, second] = [startJoin(), startJoin()]
    const list = [
      [1, 2],
      [3, 4]
    ]
    for (const { message } of await outer.receive({ data: { list } }))
      for (const part of await inner.receive(message)) void first.give(part.message)
    await turn()
    await Promise.all(first.sent.map(({ message }) => second.give(message)))
    expect(second.sent.map(({ message }) => message.data)).to.deep.equal([{ list }])
  })
})
