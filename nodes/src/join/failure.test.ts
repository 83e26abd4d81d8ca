import { createRuntime, type Flow, type Runtime } from '@millrace/engine'
import { defineNode, definePlugin, defineTrigger, type Message, type Outgoing, type Receipt, t } from '@millrace/sdk'
import { expect } from 'chai'
import { core } from '../index.ts'

const until = async (condition: () => unknown): Promise<void> => {
  while (!condition()) await new Promise(resolve => setTimeout(resolve, 2))
}

/** A flow in which a trigger of the test leads to a join, that to a node that the test lets fail, and perhaps a catch node. */
const start = async (
  join: object,
  sink: (message: Message, id: string) => void,
  options: { readonly hearing?: boolean; readonly attempts?: number } = {}
) => {
  let emit: (message: Outgoing, receipt: Receipt) => void = () => {}
  const caught: Message[] = []
  const config = t.Object({})
  const test = definePlugin({
    name: 'test',
    contributes: [
      defineTrigger({
        type: 'test/source',
        title: 'Source',
        description: '',
        category: 'common',
        config,
        redelivers: true,
        start: context => {
          emit = (message, receipt) => void context.emit(message, receipt)
        }
      }),
      defineNode({
        type: 'test/sink',
        title: 'Sink',
        description: '',
        category: 'common',
        outputs: 0,
        config,
        create: () => (message, out) => sink(message, out.id)
      }),
      defineNode({
        type: 'test/caught',
        title: 'Caught',
        description: '',
        category: 'common',
        outputs: 0,
        config,
        create: () => message => void caught.push(message)
      })
    ]
  })
  const at = [0, 0] as const
  const flow: Flow = {
    format: 1,
    id: 'f',
    name: 'f',
    retry: { attempts: options.attempts ?? 3, delay: 10, maxDelay: 30 },
    nodes: [
      { id: 'in', type: 'test/source', at, wires: [['join']] },
      { id: 'join', type: 'core/join', config: { mode: 'custom', build: 'array', ...join }, at, wires: [['sink']] },
      { id: 'sink', type: 'test/sink', at, wires: [] },
      ...(options.hearing
        ? [
            {
              id: 'catch',
              type: 'core/catch',
              config: { scope: 'selected', nodes: ['sink'] },
              at,
              wires: [['caught']]
            },
            { id: 'caught', type: 'test/caught', at, wires: [] }
          ]
        : [])
    ]
  }
  const runtime: Runtime = createRuntime({ plugins: [core, test], flows: [flow], settings: { drainTimeout: 20 } })
  await runtime.start()
  const told: string[] = []
  const give = (payload: unknown) =>
    emit({ payload }, { ack: () => void told.push(`${payload} ack`), nack: () => void told.push(`${payload} nack`) })
  return { runtime, give, told, caught }
}

describe('what a join joined and what fails then', () => {
  it('is acknowledged only when what came of the joined message is done', async () => {
    const seen: unknown[] = []
    const { runtime, give, told } = await start({ count: 2 }, ({ payload }) => void seen.push([payload, [...told]]))
    give('a')
    expect(runtime.balance()).to.include({ arrived: 1, onTheWay: 1, done: 0 })
    give('b')
    await until(() => told.length === 2)
    expect(seen).to.deep.equal([[['a', 'b'], []]])
    expect(runtime.balance()).to.include({ arrived: 2, onTheWay: 0, done: 2 })
    await runtime.stop()
  })

  it('is tried again as the same group, under the same id, and not mixed with messages that come meanwhile', async () => {
    const tries: { readonly payload: unknown; readonly id: string }[] = []
    const { runtime, give, told } = await start({ count: 3 }, ({ payload }, id) => {
      tries.push({ payload, id })
      const first = (payload as string[])[0] === 'a'
      if (first && tries.filter(tried => (tried.payload as string[])[0] === 'a').length < 3) throw new Error('not yet')
    })
    for (const payload of ['a', 'b', 'c', 'x']) give(payload)
    await until(() => told.length === 3)
    for (const payload of ['y', 'z']) give(payload)
    await until(() => told.length === 6)
    const groups = tries.map(({ payload }) => (payload as string[]).join(''))
    expect(groups).to.deep.equal(['abc', 'abc', 'abc', 'xyz'])
    expect(new Set(tries.slice(0, 3).map(({ id }) => id)).size).to.equal(1)
    await runtime.stop()
  })

  it('is one message to a catch node, which sees the node that failed', async () => {
    const fail = () => {
      throw new Error('bad')
    }
    const { runtime, give, told, caught } = await start({ count: 3 }, fail, { hearing: true })
    for (const payload of ['a', 'b', 'c']) give(payload)
    await until(() => told.length === 3)
    expect(caught.map(({ payload }) => payload)).to.deep.equal([['a', 'b', 'c']])
    expect(runtime.balance()).to.include({ done: 3, deadLetters: 0 })
    await runtime.stop()
  })

  it('becomes dead letters, one for each message, when the tries are used up', async () => {
    const { runtime, give, told } = await start(
      { count: 2 },
      () => {
        throw new Error('bad')
      },
      { attempts: 2 }
    )
    for (const payload of ['a', 'b']) give(payload)
    await until(() => told.length === 2)
    const letters = await runtime.journal.deadLetters()
    expect(letters.map(({ message }) => message.payload).toSorted()).to.deep.equal(['a', 'b'])
    expect(letters[0]?.error).to.deep.include({ message: 'bad', node: 'sink' })
    await runtime.stop()
  })

  it('keeps no timer and no message when the runtime stops', async () => {
    const timers = () => process.getActiveResourcesInfo().filter(kind => kind === 'Timeout').length
    await new Promise(setImmediate)
    const before = timers()
    const { runtime, give } = await start({ count: 2, timeout: 3600 }, () => {})
    give('a')
    expect(timers()).to.be.greaterThan(before)
    await runtime.stop()
    expect(timers()).to.equal(before)
  })
})
