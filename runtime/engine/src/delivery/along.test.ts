import type { Handler, Message, Out } from '@millrace/sdk'
import { expect } from 'chai'
import { flow, node, receipt, runtimeOf, source, until } from '../kit.test.ts'
import type { FusedOut } from '../sandbox.ts'

const addOne: Handler = (message, out) => out.send({ ...message, payload: Number(message.payload) + 1 })

/** Does what `a`, `b` and `c` do one after the other, at once. */
const fused: Handler = (message, given) => {
  const out = given as FusedOut
  const b = out.next(out.station, 0)
  const c = b && out.next(b, 0)
  if (!b || !c) return addOne(message, given, undefined)
  const at = (n: number): Message => ({ ...message, payload: Number(message.payload) + n })
  out.station.unit.remember(0, at(1))
  b.unit.remember(0, at(2))
  out.passAlong([0, 0], at(3))
}

describe('a message that code has taken along', () => {
  const run = async (a: Handler, more: Parameters<typeof flow>[0] = {}, b: Handler = addOne) => {
    const src = source()
    const seen: { id: string; payload: unknown }[] = []
    const caught: unknown[] = []
    const runtime = runtimeOf(
      [
        src.definition,
        node('test/a', a),
        node('test/b', b),
        node('test/c', addOne),
        node('test/sink', ({ payload }, { id }: Out) => void seen.push({ id: id.slice(id.indexOf('.')), payload })),
        node('test/catch', ({ payload, error }) => void caught.push({ payload, error }), { hears: 'error' }),
        node('test/complete', () => {}, { hears: 'complete' })
      ],
      {
        flows: [
          flow({
            in: ['test/source', 'a'],
            a: ['test/a', 'b'],
            b: ['test/b', 'c'],
            c: ['test/c', 'sink'],
            sink: ['test/sink'],
            ...more
          })
        ]
      }
    )
    await runtime.start()
    const told = receipt()
    void src.emit(1, told)
    await until(() => told.told.length > 0)
    const { arrived, done, onTheWay } = runtime.balance()
    const last = ['a', 'b', 'c'].map(id => (runtime.lastMessage(`f/${id}`, 0) as Message | undefined)?.payload)
    const counts = runtime.counts()
    await runtime.stop()
    return { seen, caught, last, counts, told: told.told, balance: { arrived, done, onTheWay } }
  }

  it('has the counts, ids, last messages and receipts of one that went from node to node', async () => {
    const slow = await run(addOne)
    expect(slow.seen, 'the control').to.deep.equal([{ id: '.0.0.0.0', payload: 4 }])
    expect(await run(fused)).to.deep.equal(slow)
  })

  it('is handed over in the middle of its way, and fails there', async () => {
    const bad: Handler = () => {
      throw new Error('bad')
    }
    const handsOver: Handler = (message, given) => {
      const b = (given as FusedOut).along([0], { ...message, payload: 2 })
      setImmediate(() => b.settle(new Error('bad')))
    }
    const withCatch = { catch: ['test/catch'] } as const
    const slow = await run(addOne, withCatch, bad)
    const fast = await run(handsOver, withCatch)
    expect(slow.caught).to.have.length(1)
    const plain = ({ counts, told, caught, balance }: typeof slow) => ({
      counts: counts.map(({ sent: _sent, ...rest }) => rest),
      told,
      balance,
      caught: (caught as { payload: unknown; error: { source: unknown } }[]).map(({ payload, error }) => [
        payload,
        error.source
      ])
    })
    expect(plain(fast)).to.deep.equal(plain(slow))
  })

  it('goes by itself only where nothing but the handler is needed', async () => {
    const ways: boolean[] = []
    const look: Handler = (_message, given) => {
      const out = given as FusedOut
      ways.push(out.next(out.station, 0) !== undefined)
    }
    await run(look)
    await run(look, { complete: ['test/complete'] })
    await run(look, { a: ['test/a', ['b', 'sink']] })
    await run(look, { a: ['test/a'] })
    expect(ways).to.deep.equal([true, false, false, false])
  })
})
