import type { State } from '@millrace/sdk'
import { memoryState } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { sandboxed } from '../kit.test.ts'

/** A state that tells of changes, as a runtime's does, and counts how often it is read. */
const watched = () => {
  const values = memoryState()
  const listeners = new Set<(key: string) => void>()
  const found = { reads: 0, listeners }
  const state: State = {
    ...values,
    get: key => {
      found.reads++
      return values.get(key)
    },
    set: (key, value) => {
      values.set(key, value)
      for (const changed of listeners) changed(key)
    },
    watch: changed => {
      listeners.add(changed)
      return () => void listeners.delete(changed)
    }
  }
  return { ...found, found, state }
}

describe('state in another process', function () {
  this.timeout(30_000)
  const { node } = sandboxed({ mode: 'process', processes: 1 })
  const all = (count: number, work: (n: number) => Promise<unknown>) =>
    Promise.all(Array.from({ length: count }, (_, n) => work(n)))

  it('is asked for once, and told when it changes', async () => {
    const { state, found } = watched()
    const tested = node('return { n: flow.get("n"), keys: flow.keys() }', {}, { flow: 'a', state: () => state })
    state.set('n', 1)
    for (let i = 0; i < 5; i++) await tested.receive({})
    expect(found.reads, 'not for each message').to.equal(1)
    state.set('n', 2)
    state.set('m', 1)
    state.set('n', 3)
    const [sent] = await tested.receive({})
    expect(sent?.message).to.deep.include({ n: 3, keys: ['n', 'm'] })
    state.set('n', undefined)
    expect((await tested.receive({}))[0]?.message).to.deep.include({ n: undefined, keys: ['m'] })
  })

  it('is asked for in each batch where nobody tells of changes', async () => {
    const plain = memoryState()
    const tested = node('return { n: flow.get("n") }', {}, { flow: 'b', state: () => plain })
    for (const n of [1, 2]) {
      plain.set('n', n)
      expect((await tested.receive({}))[0]?.message.n).to.equal(n)
    }
  })

  it('reads its own writes in the next batch, and what others made of them', async () => {
    const { state } = watched()
    const tested = node(
      'const n = (flow.get("n") ?? 0) + 1; flow.set("n", n); return { n }',
      {},
      { flow: 'c', state: () => state }
    )
    await all(300, () => tested.receive({}))
    expect(state.get('n')).to.equal(300)
    state.set('n', 1000)
    expect((await tested.receive({}))[0]?.message.n).to.equal(1001)
  })

  it('counts exactly over several flows with increment, where reading and writing does not', async () => {
    const count = async (code: string, ...flows: string[]) => {
      const { state } = watched()
      const nodes = flows.map(flow => node(code, {}, { flow, state: () => state }))
      for (const one of nodes) await one.receive({})
      await Promise.all(nodes.map(one => all(100, () => one.receive({}))))
      return state.get('n')
    }
    expect(await count('global.increment("n")', 'd', 'e')).to.equal(202)
    expect(await count('global.set("n", (global.get("n") ?? 0) + 1)', 'f', 'g'), 'the control').to.be.lessThan(202)
  })

  it('is watched no longer than the function lives', async () => {
    const { state, found } = watched()
    const tested = node('return { n: context.get("n") }', {}, { flow: 'h', state: () => state })
    await tested.receive({})
    expect(found.listeners.size).to.equal(1)
    await tested.close()
    expect(found.listeners.size).to.equal(0)
  })
})
