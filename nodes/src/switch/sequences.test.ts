import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { switchNode } from './index.ts'

const num = (value: number) => ({ type: 'num', value: String(value) })
const part = (index: number, count?: number, id = 's') => ({
  payload: index,
  parts: { id, index, ...(count !== undefined && { count }) }
})
const start = (rules: object[], config: object = {}) => testNode(switchNode, { rules, ...config })

describe('core/switch on sequences', () => {
  it('picks the first of a sequence, or a part of it, at once', async () => {
    const node = start([
      { test: 'head', count: num(2) },
      { test: 'index', from: num(1), to: num(2) }
    ])
    for (const index of [0, 1, 2, 3]) await node.receive(part(index))
    expect(node.sent.map(({ port, message }) => [port, message.payload])).to.deep.equal([
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 2]
    ])
  })

  it('refuses what has no place in a sequence', async () => {
    const caught = await start([{ test: 'head', count: num(2) }])
      .receive({ payload: 1 })
      .catch(error => error)
    expect(caught).to.have.property('code', 'MESSAGE_REJECTED')
  })

  it('holds a sequence until it is complete, and picks its last', async () => {
    const node = start([{ test: 'tail', count: num(2) }])
    const first = [node.receive(part(0)), node.receive(part(1))]
    await new Promise(setImmediate)
    expect(node.sent, 'nothing before the sequence is complete').to.deep.equal([])
    await Promise.all([...first, node.receive(part(2, 3))])
    expect(node.sent.map(({ message }) => message.parts)).to.deep.equal([part(1, 3).parts, part(2, 3).parts])
  })

  it('keeps sequences apart', async () => {
    const node = start([{ test: 'tail', count: num(1) }])
    const waiting = node.receive(part(0, 2, 'a'))
    await Promise.all([node.receive(part(0, 2, 'b')), node.receive(part(1, 2, 'b'))])
    expect(node.sent.map(({ message }) => message.parts)).to.deep.equal([part(1, 2, 'b').parts])
    await Promise.all([waiting, node.receive(part(1, 2, 'a'))])
    expect(node.sent.length).to.equal(2)
  })

  it('makes sequences anew for each output', async () => {
    const node = start([{ test: 'gte', value: num(1) }, { test: 'else' }], { recreateSequences: true })
    await Promise.all([0, 1, 2].map(index => node.receive(part(index, 3))))
    expect(node.sent.map(({ port, message }) => [port, message.payload, message.parts])).to.deep.equal([
      [1, 0, { id: 's.1', index: 0, count: 1 }],
      [0, 1, { id: 's.0', index: 0, count: 2 }],
      [0, 2, { id: 's.0', index: 1, count: 2 }]
    ])
  })

  it('lets messages without a place pass', async () => {
    const node = start([{ test: 'nnull' }], { recreateSequences: true })
    expect((await node.receive({ payload: 1 })).length).to.equal(1)
  })

  it('takes no more than its limit', async () => {
    const node = start([{ test: 'tail', count: num(1) }], { limit: 1 })
    const held = node.receive(part(0))
    const caught = await node.receive(part(1)).catch(error => error)
    expect(caught).to.have.property('code', 'HOLD_FULL')
    const stopped = held.catch(error => error)
    await node.close()
    await stopped
  })

  it('fails all of a sequence together, so that it comes again as a whole', async () => {
    const count = { type: 'jsonata', value: '$unknown()' }
    const host = { expression: () => () => Promise.reject(new Error('there is no function $unknown')) }
    const node = testNode(switchNode, { rules: [{ test: 'tail', count }] }, { host })
    const results = await Promise.allSettled([node.receive(part(0)), node.receive(part(1, 2))])
    expect(results.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected'])
  })

  it('hands back what it holds when it stops', async () => {
    const node = start([{ test: 'tail', count: num(1) }])
    const held = node.receive(part(0)).catch(error => error)
    await node.close()
    expect(await held).to.be.instanceOf(Error)
    expect(node.sent).to.deep.equal([])
  })

  it('watches the signal that many messages share only once', async () => {
    const warnings: Error[] = []
    const warned = (warning: Error) => warnings.push(warning)
    process.on('warning', warned)
    const node = start([{ test: 'tail', count: num(1) }])
    await Promise.all(Array.from({ length: 50 }, (_, index) => node.receive(part(index, 50))))
    await new Promise(setImmediate)
    process.off('warning', warned)
    expect(warnings).to.deep.equal([])
  })
})
