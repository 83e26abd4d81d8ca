import { createRuntime, type Entry, type Flow, type Journal, memoryJournal, type Runtime } from '@millrace/engine'
import { defineNode, definePlugin, defineTrigger, type Message, type Outgoing, t } from '@millrace/sdk'
import { expect } from 'chai'
import { core } from './index.ts'

const until = async (condition: () => unknown): Promise<void> => {
  while (!condition()) await new Promise(resolve => setTimeout(resolve, 2))
}

/** A journal that outlives the runtimes that use it, as one on a disk does. */
const lastingJournal = () => {
  const kept = memoryJournal()
  const entries = new Map<string, Entry>()
  const journal: Journal = {
    ...kept,
    durable: true,
    recover: async () => [...entries.values()],
    append: async entry => void entries.set(entry.id, { ...entry }),
    remove: async id => void entries.delete(id),
    async bury(letter) {
      entries.delete(letter.id)
      await kept.bury(letter)
    }
  }
  return { journal, entries }
}

/** A trigger of the test in front of these nodes of the core palette, and a node of the test behind them. */
const flowOf = (...nodes: readonly [id: string, type: string, config: object][]): Flow => ({
  format: 1,
  id: 'f',
  name: 'f',
  retry: { attempts: 3, delay: 1, maxDelay: 5 },
  nodes: [['in', 'test/source', {}] as const, ...nodes, ['sink', 'test/sink', {}] as const].map(
    ([id, type, config], i, all) => ({
      id,
      type,
      config: config as Record<string, unknown>,
      at: [0, 0],
      wires: all[i + 1] ? [[all[i + 1]?.[0] as string]] : []
    })
  )
})

describe('nodes that hold messages, in the engine', () => {
  const running: Runtime[] = []

  const start = async (flow: Flow, sink: (message: Message, id: string) => void, journal?: Journal) => {
    let emit: (message: Outgoing) => void = () => {}
    const config = t.Object({})
    const named = { title: 'Test', description: '', category: 'common' as const, config }
    const source = defineTrigger({
      ...named,
      type: 'test/source',
      start: context => {
        emit = message => void context.emit(message)
      }
    })
    const end = defineNode({
      ...named,
      type: 'test/sink',
      outputs: 0,
      create: () => (message, out) => {
        sink(message, out.id)
      }
    })
    const runtime = createRuntime({
      plugins: [core, definePlugin({ name: 'test', contributes: [source, end] })],
      flows: [flow],
      ...(journal && { journal }),
      settings: { drainTimeout: 20, spillAfter: 5 }
    })
    running.push(runtime)
    await runtime.start()
    return { runtime, give: (message: Outgoing) => emit(message) }
  }

  afterEach(async () => {
    for (const runtime of running.splice(0)) await runtime.stop()
  })

  it('splits more than there is room for, and joins it again', async () => {
    const payload = Array.from({ length: 9000 }, (_, i) => i)
    const seen: unknown[] = []
    const { runtime, give } = await start(flowOf(['s', 'core/split', {}], ['j', 'core/join', {}]), message =>
      seen.push(message.payload)
    )
    give({ payload })
    await until(() => runtime.balance().done === 1)
    expect(seen).to.deep.equal([payload])
  })

  it('tries a split message again whose parts fail, and joins it once', async () => {
    const seen: { readonly payload: unknown; readonly id: string }[] = []
    const { runtime, give } = await start(
      flowOf(['s', 'core/split', {}], ['j', 'core/join', {}]),
      ({ payload }, id) => {
        if (seen.push({ payload, id }) < 3) throw new Error('not yet')
      }
    )
    give({ payload: ['a', 'b'] })
    await until(() => runtime.balance().done === 1)
    expect(seen.map(({ payload }) => payload)).to.deep.equal([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b']
    ])
    expect(new Set(seen.map(({ id }) => id)).size).to.equal(1)
  })

  it('does not acknowledge what a delay holds, which comes back to it after a crash', async () => {
    const { journal, entries } = lastingJournal()
    const hourly = { pauseType: 'rate', rate: 1, rateUnits: 'hour' }
    const seen: unknown[] = []
    const first = await start(flowOf(['d', 'core/delay', hourly]), ({ payload }) => void seen.push(payload), journal)
    for (const payload of ['a', 'b', 'c']) first.give({ payload })
    await until(() => entries.size === 2 && [...entries.values()].every(({ node }) => node === 'd'))
    expect(seen).to.deep.equal(['a'])

    const again: unknown[] = []
    const second = await start(flowOf(['d', 'core/delay', hourly]), ({ payload }) => void again.push(payload), journal)
    await until(() => again.length === 1)
    second.give({ flush: true })
    await until(() => entries.size === 0)
    expect(again).to.deep.equal(['b', 'c'])
  })

  for (const [what, config] of [
    ['drops intermediate messages', { pauseType: 'rate', drop: true, rateUnits: 'hour' }],
    ['lets bursts through', { pauseType: 'burst', rateUnits: 'hour' }],
    ['keeps the newest of a topic', { pauseType: 'timed', rate: 500 }]
  ] as const) {
    it(`lets a message through again that failed behind a delay which ${what}`, async () => {
      const seen: unknown[] = []
      const { runtime, give } = await start(flowOf(['d', 'core/delay', config]), ({ payload }) => {
        if (seen.push(payload) < 3) throw new Error('away')
      })
      give({ payload: 'a', topic: 't' })
      await until(() => runtime.balance().done === 1)
      expect(seen).to.deep.equal(['a', 'a', 'a'])
      if (config.pauseType === 'timed') return
      give({ payload: 'b', topic: 't' })
      await until(() => runtime.balance().done === 2)
      expect(seen.length, 'another is dropped').to.equal(3)
    })
  }

  for (const [type, config] of [
    ['core/batch', { count: 2 }],
    ['core/sort', { targetType: 'seq' }]
  ] as const) {
    it(`sends a message again that failed behind ${type}, in the place that it had`, async () => {
      const seen: string[] = []
      const { runtime, give } = await start(flowOf(['n', type, config]), ({ payload, parts }) => {
        seen.push(`${payload}${(parts as { index: number }).index}`)
        if (payload === 'b' && seen.length < 4) throw new Error('away')
      })
      for (const [index, payload] of ['b', 'a'].entries()) give({ payload, parts: { id: 's', index, count: 2 } })
      await until(() => runtime.balance().done === 2)
      const [a, b] = type === 'core/sort' ? ['a0', 'b1'] : ['a1', 'b0']
      expect(seen.toSorted()).to.deep.equal([a, b, b, b].toSorted())
    })
  }

  it('lets a changed value through a filter again that failed behind it', async () => {
    const seen: unknown[] = []
    const { runtime, give } = await start(flowOf(['n', 'core/filter', {}]), ({ payload }) => {
      if (seen.push(payload) < 3) throw new Error('away')
    })
    give({ payload: 'a' })
    await until(() => runtime.balance().done === 1)
    give({ payload: 'a' })
    await until(() => runtime.balance().done === 2)
    expect(seen).to.deep.equal(['a', 'a', 'a'])
  })

  it('joins after a crash what came before and after it', async () => {
    const { journal, entries } = lastingJournal()
    const manual = { mode: 'custom', build: 'array', count: 3 }
    const first = await start(flowOf(['j', 'core/join', manual]), () => {}, journal)
    for (const payload of ['a', 'b']) first.give({ payload })
    await until(() => entries.size === 2 && [...entries.values()].every(({ node }) => node === 'j'))

    const seen: unknown[] = []
    const second = await start(flowOf(['j', 'core/join', manual]), ({ payload }) => void seen.push(payload), journal)
    second.give({ payload: 'c' })
    await until(() => entries.size === 0)
    expect(seen).to.deep.equal([['a', 'b', 'c']])
  })

  it('tries again what is behind a retry node, under one id, and nothing before it', async () => {
    const ids: string[] = []
    const policy = { backoff: 'fixed', delay: 0.001 }
    const { runtime, give } = await start(
      flowOf(['c', 'core/change', {}], ['r', 'core/retry', policy], ['d', 'core/delay', { timeout: 0 }]),
      (_, id) => {
        if (ids.push(id) < 4) throw new Error('away')
      }
    )
    give({ payload: 1 })
    await until(() => runtime.balance().done === 1)
    expect(ids.length).to.equal(4)
    expect(new Set(ids).size).to.equal(1)
    expect(runtime.counts().find(({ address }) => address === 'f/c')?.received).to.equal(1)
  })
})
