import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import fc from 'fast-check'
import { sort } from './index.ts'

type Config = Parameters<typeof testNode<typeof sort.config, undefined>>[1]
const array = async (config: Config, payload: unknown, options = {}) =>
  (await testNode(sort, config, options).receive({ payload }))[0]?.message.payload
/** Stands in for JSONata: an expression is the name of a property. */
const host = {
  expression: (name: string) => (item: object) => Promise.resolve((item as Record<string, unknown>)[name])
}
const part = (index: number, payload: unknown, count = 3, id = 's') => ({ payload, parts: { id, index, count } })

describe('core/sort of an array', () => {
  it('sorts by the items, as text or as numbers, upwards or downwards', async () => {
    expect(await array({}, ['b', 'a', 'c'])).to.deep.equal(['a', 'b', 'c'])
    expect(await array({ order: 'descending' }, [1, 3, 2])).to.deep.equal([3, 2, 1])
    expect(await array({}, ['10', '9'])).to.deep.equal(['10', '9'])
    expect(await array({ as_num: true }, ['10', '9'])).to.deep.equal(['9', '10'])
  })

  it('sorts by an expression', async () => {
    const config: Config = { msgKeyType: 'jsonata', msgKey: { type: 'jsonata', value: 'age' } }
    expect(await array(config, [{ age: 2 }, { age: 1 }], { host })).to.deep.equal([{ age: 1 }, { age: 2 }])
  })

  it('leaves the message that it was given alone, and fails what is no array', async () => {
    const list = Object.freeze([2, 1])
    expect(await array({}, list)).to.deep.equal([1, 2])
    expect(await array({}, 'text').catch(error => error)).to.have.property('code', 'MESSAGE_REJECTED')
    expect(sort.problems?.({ targetType: 'msg', msgKeyType: 'jsonata' } as never)).to.have.length(1)
  })

  it('keeps the order of what is equal', async () => {
    const items = fc.array(fc.record({ key: fc.nat({ max: 3 }), at: fc.nat() }), { maxLength: 20 })
    const config: Config = { msgKeyType: 'jsonata', msgKey: { type: 'jsonata', value: 'key' } }
    await fc.assert(
      fc.asyncProperty(items, async list => {
        expect(await array(config, list, { host })).to.deep.equal(list.toSorted((a, b) => a.key - b.key))
      }),
      { numRuns: 50 }
    )
  })
})

describe('core/sort of a sequence', () => {
  it('holds it until it is complete, and sends it in its order', async () => {
    const node = testNode(sort, { targetType: 'seq' })
    const held = [node.receive(part(0, 'c')), node.receive(part(1, 'a'))]
    await new Promise(setImmediate)
    expect(node.sent).to.deep.equal([])
    await Promise.all([...held, node.receive(part(2, 'b'))])
    expect(node.sent.map(({ message }) => [message.payload, message.parts])).to.deep.equal([
      ['a', part(0, '').parts],
      ['b', part(1, '').parts],
      ['c', part(2, '').parts]
    ])
  })

  it('keeps sequences apart, and sorts by another property', async () => {
    const node = testNode(sort, { targetType: 'seq', seqKey: { type: 'msg', value: 'at' } })
    const other = node.receive({ ...part(0, 'x', 2, 'other'), at: 0 }).catch(error => error)
    await Promise.all([node.receive({ ...part(0, 'b', 2), at: 2 }), node.receive({ ...part(1, 'a', 2), at: 1 })])
    expect(node.sent.map(({ message }) => message.payload)).to.deep.equal(['a', 'b'])
    await node.close()
    expect(await other, 'handed back').to.be.instanceOf(Error)
  })

  it('fails what has no place in a sequence, and holds no more than its limit', async () => {
    const node = testNode(sort, { targetType: 'seq', limit: 1 })
    const failure = (message: object) => node.receive(message as never).catch(error => error.code)
    expect(await failure({ payload: 1 })).to.equal('MESSAGE_REJECTED')
    const held = failure(part(0, 1))
    expect(await failure(part(1, 1))).to.equal('HOLD_FULL')
    await node.close()
    await held
  })
})
