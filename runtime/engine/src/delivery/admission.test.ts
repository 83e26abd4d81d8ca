import { FlowError, RejectedError } from '@millrace/sdk'
import { expect } from 'chai'
import { flow, lastingJournal, node, receipt, runtimeOf, source, until } from '../kit.test.ts'

const stuck = () => {
  const waiting: (() => void)[] = []
  return {
    definition: node('test/stuck', () => new Promise<void>(resolve => waiting.push(resolve))),
    waiting,
    free: () => {
      for (const go of waiting.splice(0)) go()
    }
  }
}
const straight = flow({ in: ['test/source', 'a'], a: ['test/stuck'] })

describe('a message under way for long', () => {
  it('is taken over by the journal, and its source is acknowledged', async () => {
    const src = source('test/source', { redelivers: true })
    const { definition, free } = stuck()
    const journal = lastingJournal()
    const runtime = runtimeOf([src.definition, definition], {
      flows: [straight],
      journal: journal.journal,
      settings: { spillAfter: 5 }
    })
    await runtime.start()
    const heard = receipt()
    void src.emit(1, heard)
    expect(journal.written).to.deep.equal([])
    await until(() => heard.told.length > 0)
    expect(journal.entries.size).to.equal(1)
    free()
    await until(() => journal.entries.size === 0)
    expect(heard.told).to.deep.equal(['ack'])
    await runtime.stop()
  })

  it('stays with its source where nothing lasts (control)', async () => {
    const src = source('test/source', { redelivers: true })
    const { definition, free } = stuck()
    const runtime = runtimeOf([src.definition, definition], { flows: [straight], settings: { spillAfter: 1 } })
    await runtime.start()
    const heard = receipt()
    void src.emit(1, heard)
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(heard.told).to.deep.equal([])
    free()
    await until(() => heard.told.length > 0)
    await runtime.stop()
  })
})

describe('retries that are left to the source', () => {
  const at = async (error: Error, retriesAtSource: boolean) => {
    const src = source('test/source', { redelivers: true, retriesAtSource })
    const journal = lastingJournal()
    let tries = 0
    const bad = node('test/stuck', () => {
      tries++
      throw error
    })
    const runtime = runtimeOf([src.definition, bad], { flows: [straight], journal: journal.journal })
    await runtime.start()
    const heard = receipt()
    void src.emit(1, heard, { id: 'm' })
    await until(() => heard.told.length > 0 && runtime.balance().onTheWay === 0)
    await runtime.stop()
    return { told: heard.told, tries, letters: journal.journal.deadLetterCount(), balance: runtime.balance() }
  }

  it('give back what failed, and keep nothing', async () => {
    const { told, tries, letters, balance } = await at(new Error('not now'), true)
    expect({ told, tries, letters }).to.deep.equal({ told: ['nack not now'], tries: 1, letters: 0 })
    expect(balance).to.deep.include({ arrived: 0, onTheWay: 0 })
  })

  it('do not mean what can never succeed: that is a dead letter', async () => {
    const { told, letters } = await at(new RejectedError('never'), true)
    expect({ told, letters }).to.deep.equal({ told: ['ack'], letters: 1 })
  })

  it('are ours when nobody asked for that (control)', async () => {
    const { told, tries, letters } = await at(new Error('not now'), false)
    expect({ told, tries, letters }).to.deep.equal({ told: ['ack'], tries: 3, letters: 1 })
  })
})

describe('a journal that refuses', () => {
  it('is asked before the flow starts from then on, so that a caller can be refused, until it has room', async () => {
    const src = source('test/source')
    const { definition, waiting, free } = stuck()
    const journal = lastingJournal()
    const states: string[] = []
    const runtime = runtimeOf([src.definition, definition], {
      flows: [straight],
      journal: journal.journal,
      settings: { spillAfter: 60_000 }
    })
    runtime.on('journal', ({ state }) => states.push(state))
    await runtime.start()
    journal.refuse(new FlowError('JOURNAL_FULL', 'full'))
    const first = receipt()
    void src.emit(1, first)
    await until(() => states.length > 0)
    expect(runtime.journalState()).to.deep.include({ state: 'full', reason: 'full' })
    const second = receipt()
    void src.emit(2, second)
    await until(() => second.told.length > 0)
    expect(second.told).to.deep.equal(['nack full'])
    expect(waiting, 'only the first has started').to.have.length(1)
    journal.refuse(undefined)
    const third = receipt()
    void src.emit(3, third)
    await until(() => third.told.length > 0)
    expect(third.told).to.deep.equal(['ack'])
    expect(states).to.deep.equal(['full', 'ok'])
    free()
    await until(() => first.told.length > 0)
    expect(first.told, 'it was done in the end').to.deep.equal(['ack'])
    await runtime.stop()
  })
})

describe('a source that does not wait', () => {
  const flood = async (redelivers: boolean, heard?: ReturnType<typeof receipt>) => {
    const src = source('test/source', { redelivers })
    const { definition, waiting, free } = stuck()
    const runtime = runtimeOf([src.definition, definition], { flows: [straight], settings: { maxInFlight: 10 } })
    await runtime.start()
    for (let i = 0; i < 1100; i++) void src.emit(i, heard)
    const balance = runtime.balance()
    const statuses = runtime.statuses()
    const started = waiting.length
    free()
    await runtime.stop()
    return { balance, started, statuses }
  }

  it('loses above a bound, and that is counted and shown', async () => {
    const { balance, started, statuses } = await flood(false)
    expect(started).to.equal(1010)
    expect(balance).to.deep.include({ arrived: 1100, onTheWay: 1010, lost: 90 })
    expect(statuses).to.have.length(1)
    expect(statuses[0]).to.deep.include({ address: 'f/in', level: 'error' })
  })

  it('is refused above it when it can be told', async () => {
    const heard = receipt()
    const { balance } = await flood(false, heard)
    expect(balance).to.deep.include({ arrived: 1010, lost: 0 })
    expect(heard.told.filter(told => told.startsWith('nack'))).to.have.length(90)
  })

  it('loses nothing when it keeps its messages itself: its window is its bound (control)', async () => {
    const { balance } = await flood(true)
    expect(balance).to.deep.include({ arrived: 1100, lost: 0 })
  })
})

describe('what people set at a trigger', () => {
  it('bounds its messages under way', async () => {
    const src = source()
    const { definition, waiting, free } = stuck()
    const runtime = runtimeOf([src.definition, definition], {
      flows: [flow({ in: ['test/source', 'a'], a: ['test/stuck'] }, {}, { in: { maxInFlight: 2 } })]
    })
    await runtime.start()
    await src.emit(1)
    let room = false
    void src.emit(2).then(() => {
      room = true
    })
    await new Promise(setImmediate)
    expect([waiting.length, room]).to.deep.equal([2, false])
    free()
    await until(() => room)
    await runtime.stop()
  })

  it('orders messages by a property, and lets others pass', async () => {
    const src = source()
    const begun: string[] = []
    const waiting = new Map<string, () => void>()
    const slow = node('test/stuck', ({ payload }) => {
      const { name } = payload as { name: string }
      begun.push(name)
      return new Promise<void>(resolve => waiting.set(name, resolve))
    })
    const runtime = runtimeOf([src.definition, slow], {
      flows: [flow({ in: ['test/source', 'a'], a: ['test/stuck'] }, {}, { in: { orderBy: 'payload.device' } })]
    })
    await runtime.start()
    for (const name of ['a1', 'a2', 'b1', 'a3']) void src.emit({ name, device: name[0] })
    expect(begun).to.deep.equal(['a1', 'b1'])
    for (const name of ['a1', 'a2', 'a3', 'b1']) {
      await until(() => waiting.has(name))
      waiting.get(name)?.()
    }
    await until(() => runtime.balance().onTheWay === 0)
    expect(begun).to.deep.equal(['a1', 'b1', 'a2', 'a3'])
    await runtime.stop()
  })
})

describe('entries of a flow that is not there', () => {
  const entry = { id: 'x', flow: 'f', node: 'in', message: { _msgid: 'x', payload: 1 }, tries: 0, at: 1 }

  it('wait until it is, because its file may only be broken', async () => {
    const src = source()
    const { definition, waiting, free } = stuck()
    const journal = lastingJournal()
    journal.entries.set(entry.id, entry)
    const runtime = runtimeOf([src.definition, definition], { flows: [], journal: journal.journal })
    await runtime.start()
    await runtime.deploy([])
    expect([journal.entries.size, journal.journal.deadLetterCount()]).to.deep.equal([1, 0])
    await runtime.deploy([straight])
    await until(() => waiting.length === 1)
    free()
    await runtime.stop()
  })

  it('become dead letters when a deploy has removed it (control)', async () => {
    const src = source()
    const { definition } = stuck()
    const journal = lastingJournal()
    journal.entries.set(entry.id, entry)
    const runtime = runtimeOf([src.definition, definition], {
      flows: [{ ...straight, enabled: false }],
      journal: journal.journal
    })
    await runtime.start()
    await runtime.deploy([])
    await until(() => journal.journal.deadLetterCount() === 1)
    await runtime.stop()
  })
})

describe('state', () => {
  it('is saved before the message that wrote it is acknowledged', async () => {
    const src = source('test/source', { redelivers: true })
    const sink = node('test/stuck', () => {})
    let saved: PromiseWithResolvers<void> | undefined = Promise.withResolvers<void>()
    const runtime = runtimeOf([src.definition, sink], { flows: [straight], stateSaved: () => saved?.promise })
    await runtime.start()
    const heard = receipt()
    void src.emit(1, heard)
    await new Promise(setImmediate)
    expect(heard.told).to.deep.equal([])
    saved.resolve()
    await until(() => heard.told.length > 0)
    saved = undefined
    const next = receipt()
    void src.emit(2, next)
    expect(next.told, 'at once when nothing is to be saved').to.deep.equal(['ack'])
    await runtime.stop()
  })
})
