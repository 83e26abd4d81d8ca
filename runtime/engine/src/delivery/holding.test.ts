import type { Out } from '@millrace/sdk'
import { expect } from 'chai'
import type { Flow } from '../files/flow.ts'
import { flow, lastingJournal, node, receipt, runtimeOf, source, until } from '../kit.test.ts'

/** A node that holds every message until it is let go. */
const holder = (type = 'test/hold', more: object = { holds: true }) => {
  const held: {
    readonly id: string
    readonly since: number
    readonly payload: unknown
    go(): void
    aborted(): boolean
  }[] = []
  const definition = node(
    type,
    (message, out) =>
      new Promise<void>((resolve, reject) => {
        held.push({
          id: out.id,
          since: out.since,
          payload: message.payload,
          go: () => {
            out.send(message)
            resolve()
          },
          aborted: () => out.signal.aborted
        })
        out.signal.addEventListener('abort', () => reject(out.signal.reason))
      }),
    more
  )
  return { definition, held }
}

const line: Flow = flow({ in: ['test/source', 'a'], a: ['test/pass', 'h'], h: ['test/hold', 'z'], z: ['test/sink'] })

/** in -> pass -> hold -> sink, on a journal that lasts. */
const parts = (more: { holds?: boolean; spillAfter?: number } = {}) => {
  const src = source('test/source', { redelivers: true })
  const hold = holder('test/hold', { holds: more.holds ?? true })
  const passed: unknown[] = []
  const sunk: { id: string; payload: unknown }[] = []
  const definitions = [
    src.definition,
    hold.definition,
    node('test/pass', (message, out) => {
      passed.push(message.payload)
      out.send(message)
    }),
    node('test/sink', (message, out: Out) => void sunk.push({ id: out.id, payload: message.payload }))
  ]
  const start = async (journal = lastingJournal(), settings = {}) => {
    const runtime = runtimeOf(definitions, {
      flows: [line],
      journal: journal.journal,
      settings: { spillAfter: more.spillAfter ?? 10, ...settings }
    })
    await runtime.start()
    return runtime
  }
  return { src, hold, passed, sunk, start, definitions }
}

describe('a message that a node holds', () => {
  it('is journaled there after the spill time, and its source is acknowledged', async () => {
    const { src, hold, sunk, start } = parts()
    const journal = lastingJournal()
    const runtime = await start(journal)
    const heard = receipt()
    void src.emit(1, heard, { id: 'm1' })
    expect(heard.told).to.deep.equal([])
    await until(() => heard.told.length > 0)
    expect(heard.told).to.deep.equal(['ack'])
    expect([...journal.entries.values()].map(({ node, message }) => [node, message.payload])).to.deep.equal([['h', 1]])
    expect(runtime.balance()).to.deep.include({ arrived: 1, done: 0, onTheWay: 1 })
    hold.held[0]?.go()
    await until(() => journal.entries.size === 0)
    expect(sunk.map(({ payload }) => payload)).to.deep.equal([1])
    expect(runtime.balance()).to.deep.include({ arrived: 1, done: 1, onTheWay: 0 })
    await runtime.stop()
  })

  it('is not written when it is let go before that', async () => {
    const { src, hold, start } = parts({ spillAfter: 60_000 })
    const journal = lastingJournal()
    const runtime = await start(journal)
    const heard = receipt()
    void src.emit(1, heard)
    hold.held[0]?.go()
    await until(() => heard.told.length > 0)
    expect(journal.written).to.deep.equal([])
    await runtime.stop()
  })

  it('comes back to that node after a crash, without what was before it, and under the same id', async () => {
    const { src, hold, passed, sunk, start } = parts()
    const journal = lastingJournal()
    const crashed = await start(journal)
    void src.emit(1, undefined, { id: 'm1' })
    await until(() => journal.entries.size === 1 && [...journal.entries.values()][0]?.node === 'h')
    const again = await start(journal)
    await until(() => hold.held.length === 2)
    expect(passed, 'the node before it has run once').to.deep.equal([1])
    expect(hold.held[1]?.id).to.equal(hold.held[0]?.id)
    hold.held[0]?.go()
    hold.held[1]?.go()
    await until(() => sunk.length === 2)
    expect(sunk[0]?.id, 'what both send has one id').to.equal(sunk[1]?.id)
    await Promise.all([crashed.stop(), again.stop()])
  })

  it('stays in the journal while it is held again after a crash, however often that happens', async () => {
    const { src, hold, start } = parts()
    const journal = lastingJournal()
    const crashed = await start(journal)
    void src.emit(1, undefined, { id: 'm1' })
    await until(() => [...journal.entries.values()][0]?.node === 'h')
    const again = await start(journal)
    await until(() => hold.held.length === 2)
    void src.emit(2, undefined, { id: 'm2' })
    const cut = (payload: number) =>
      journal.written.filter(({ node, message }) => node === 'h' && message.payload === payload)
    await until(() => cut(2).length > 0)
    await new Promise(setImmediate)
    expect([...journal.entries.values()].map(({ message }) => message.payload)).to.deep.equal([1, 2])
    expect(cut(1), 'it is not written again').to.have.length(1)
    for (const { go } of hold.held) go()
    await Promise.all([crashed.stop(), again.stop()])
  })

  it('is told since when its node has it, also after a crash', async () => {
    const { src, hold, start } = parts()
    const journal = lastingJournal()
    const crashed = await start(journal)
    void src.emit(1)
    await until(() => [...journal.entries.values()][0]?.node === 'h')
    const before = hold.held[0]?.since
    await new Promise(resolve => setTimeout(resolve, 5))
    const again = await start(journal)
    await until(() => hold.held.length === 2)
    expect(hold.held[1]?.since).to.equal(before)
    for (const { go } of hold.held) go()
    await Promise.all([crashed.stop(), again.stop()])
  })

  it('comes back to the trigger when its node does not say that it holds (control)', async () => {
    const { src, hold, passed, start } = parts({ holds: false })
    const journal = lastingJournal()
    const crashed = await start(journal)
    void src.emit(1)
    await until(() => journal.entries.size === 1)
    expect([...journal.entries.values()][0]?.node).to.equal('in')
    const again = await start(journal)
    await until(() => hold.held.length === 2)
    expect(passed).to.deep.equal([1, 1])
    await Promise.all([crashed.stop(), again.stop()])
  })

  it('is cut off at once when half of its trigger’s room is taken', async () => {
    const { src, hold, start } = parts({ spillAfter: 60_000 })
    const journal = lastingJournal()
    const runtime = await start(journal, { maxInFlight: 4 })
    const heard = [receipt(), receipt(), receipt()]
    for (const [i, one] of heard.entries()) void src.emit(i, one)
    await until(() => heard.some(({ told }) => told.length > 0))
    expect(heard.map(({ told }) => told)).to.deep.equal([[], ['ack'], ['ack']])
    for (const { go } of hold.held) go()
    await runtime.stop()
  })

  it('does not take the room of its trigger, also where nothing lasts', async () => {
    const { src, hold, definitions } = parts()
    const runtime = runtimeOf(definitions, { flows: [line], settings: { maxInFlight: 2, spillAfter: 5 } })
    await runtime.start()
    const heard = receipt()
    for (let i = 0; i < 10; i++) await src.emit(i, heard)
    expect(hold.held).to.have.length(10)
    expect(heard.told, 'un-acknowledged: nothing else keeps them').to.deep.equal([])
    for (const { go } of hold.held) go()
    await until(() => heard.told.length === 10)
    await runtime.stop()
  })

  it('is held once although an earlier part of the flow is tried again', async () => {
    const src = source('test/source', { redelivers: true })
    const hold = holder()
    let failures = 0
    const failing = node('test/failing', async () => {
      await until(() => journal.entries.size > 0)
      if (failures++ === 0) throw new Error('once')
    })
    const journal = lastingJournal()
    const runtime = runtimeOf([src.definition, hold.definition, failing], {
      flows: [flow({ in: ['test/source', ['h', 'f']], h: ['test/hold'], f: ['test/failing'] })],
      journal: journal.journal,
      settings: { spillAfter: 5 }
    })
    await runtime.start()
    void src.emit(1)
    await until(() => failures === 2)
    await until(() => journal.entries.size === 1)
    expect(hold.held).to.have.length(1)
    hold.held[0]?.go()
    await until(() => runtime.balance().onTheWay === 0)
    expect(runtime.balance()).to.deep.include({ arrived: 1, done: 1 })
    await runtime.stop()
  })

  it('is never cut off when somebody waits for its reply', async () => {
    const src = source('test/source', { replies: true })
    const hold = holder()
    const journal = lastingJournal()
    const runtime = runtimeOf([src.definition, hold.definition], {
      flows: [flow({ in: ['test/source', 'h'], h: ['test/hold'] }), { ...line, id: 'g' }].slice(0, 1),
      journal: journal.journal,
      settings: { spillAfter: 1 }
    })
    await runtime.start()
    const other = receipt()
    void src.emit(1, other)
    await new Promise(resolve => setTimeout(resolve, 20))
    hold.held[0]?.go()
    await until(() => other.told.length > 0)
    expect(journal.written).to.deep.equal([])
    await runtime.stop()
  })

  it('goes on in the new graph when a deploy keeps its node', async () => {
    const { src, hold, sunk, start, definitions } = parts()
    const journal = lastingJournal()
    const runtime = await start(journal)
    void src.emit(1)
    await until(() => [...journal.entries.values()][0]?.node === 'h')
    const rewired = line.nodes.map(one => (one.id === 'h' ? { ...one, wires: [['z', 'y']] } : one))
    const more = { id: 'y', type: 'test/sink', at: [0, 0] as const, wires: [] }
    await runtime.deploy([{ ...line, nodes: [...rewired, more] }])
    expect(hold.held[0]?.aborted()).to.equal(false)
    hold.held[0]?.go()
    await until(() => sunk.length === 2)
    expect(hold.held).to.have.length(1)
    expect(definitions).to.have.length(4)
    await runtime.stop()
  })

  it('goes to the successor of its node when a deploy changes that', async () => {
    const { src, hold, sunk, start } = parts()
    const journal = lastingJournal()
    const runtime = await start(journal, { drainTimeout: 5 })
    void src.emit(1)
    await until(() => [...journal.entries.values()][0]?.node === 'h')
    const nodes = line.nodes.map(one => (one.id === 'h' ? { ...one, config: { label: 'new' } } : one))
    await runtime.deploy([{ ...line, nodes }])
    await until(() => hold.held.length === 2)
    expect(hold.held[0]?.aborted()).to.equal(true)
    expect(hold.held[1]?.id).to.equal(hold.held[0]?.id)
    hold.held[1]?.go()
    await until(() => sunk.length === 1)
    await runtime.stop()
  })
})
