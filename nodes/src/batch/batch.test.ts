import type { Outgoing } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { batch } from './index.ts'

const start = (config: Parameters<typeof testNode<typeof batch.config, undefined>>[1]) => {
  const node = testNode(batch, config)
  const given: Promise<unknown>[] = []
  const ended: unknown[] = []
  return {
    ...node,
    ended,
    give(message: Outgoing) {
      const outcome = node.receive(message).then(
        () => 'done',
        (error: Error) => error
      )
      given.push(outcome)
      void outcome.then(end => ended.push(end))
      return outcome
    },
    /** Payload, place and number of each message that was sent. */
    places: () =>
      node.sent.map(({ message }) => {
        const { index, count } = message.parts as { index: number; count: number }
        return `${message.payload} ${index}/${count}`
      }),
    stop: () => Promise.all([node.close(), ...given])
  }
}
const turn = () => new Promise(setImmediate)

describe('core/batch', () => {
  it('makes sequences of so many messages, and holds them until then', async () => {
    const node = start({ count: 2 })
    void node.give({ payload: 'a', _msgid: 'm1' })
    await turn()
    expect([node.sent, node.ended]).to.deep.equal([[], []])
    for (const payload of ['b', 'c', 'd']) void node.give({ payload })
    await turn()
    expect(node.places()).to.deep.equal(['a 0/2', 'b 1/2', 'c 0/2', 'd 1/2'])
    expect(node.sent[1]?.message.parts).to.include({ id: 'm1' })
    expect(node.ended.length).to.equal(4)
  })

  it('sends the last of a group as the first of the next, and holds them until then', async () => {
    const node = start({ count: 3, overlap: 1 })
    for (const payload of ['a', 'b', 'c', 'd', 'e']) void node.give({ payload })
    await turn()
    expect(node.places()).to.deep.equal(['a 0/3', 'b 1/3', 'c 2/3', 'c 0/3', 'd 1/3', 'e 2/3'])
    expect(node.ended.length).to.equal(4)
    await node.stop()
    expect(node.ended.at(-1)).to.be.instanceOf(Error)
    expect(batch.problems?.({ mode: 'count', count: 1, overlap: 1 } as never)).to.have.length(1)
  })

  it('ends a group with the last message of a sequence when told to, and keeps what else msg.parts says', async () => {
    const node = start({ count: 10, honourParts: true })
    for (const index of [0, 1]) void node.give({ payload: index, parts: { id: 's', index, count: 2, type: 'array' } })
    await turn()
    expect(node.places()).to.deep.equal(['0 0/2', '1 1/2'])
    expect(node.sent[0]?.message.parts).to.include({ type: 'array' })
  })

  it('makes a sequence of what has come in a time', async () => {
    const node = start({ mode: 'interval', interval: 0.005 })
    await Promise.all(['a', 'b'].map(payload => node.give({ payload })))
    expect(node.ended.length).to.equal(2)
    expect(node.places().map(place => place[0])).to.deep.equal(['a', 'b'])
    await node.give({ payload: 'c' })
    expect(node.places().at(-1)).to.equal('c 0/1')
  })

  it('puts the sequences of topics together, in the order of the topics', async () => {
    const node = start({ mode: 'concat', topics: ['x', 'y'] })
    const give = (topic: string, id: string, index: number, count: number) =>
      void node.give({ topic, payload: `${id}${index}`, parts: { id, index, count } })
    give('y', 'b', 0, 2)
    give('x', 'a', 0, 1)
    give('x', 'c', 0, 1)
    await turn()
    expect(node.sent).to.deep.equal([])
    give('y', 'b', 1, 2)
    await turn()
    expect(node.places()).to.deep.equal(['a0 0/3', 'b0 1/3', 'b1 2/3'])
    give('y', 'd', 0, 1)
    await turn()
    expect(node.places().slice(3)).to.deep.equal(['c0 0/2', 'd0 1/2'])
    expect(await node.give({ topic: 'x', payload: 1 })).to.have.property('code', 'MESSAGE_REJECTED')
    expect(await node.give({ topic: 'z', payload: 1 })).to.have.property('code', 'MESSAGE_REJECTED')
  })

  for (const config of [
    { mode: 'count', count: 9 },
    { mode: 'interval', interval: 3600 },
    { mode: 'concat', topics: ['t'] }
  ] as const) {
    const message = { topic: 't', payload: 1, parts: { id: 's', index: 0, count: 5 } }
    it(`drops what waits with msg.reset, holds no more than its limit and hands it back (${config.mode})`, async () => {
      const node = start({ ...config, limit: 1 })
      const first = node.give(message)
      await node.give({ reset: true })
      expect([await first, node.sent]).to.deep.equal(['done', []])
      const held = node.give(message)
      expect(await node.give(message)).to.have.property('code', 'HOLD_FULL')
      await node.stop()
      expect(await held).to.be.instanceOf(Error)
    })
  }
})
