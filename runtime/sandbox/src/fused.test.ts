import { createRuntime, type Flow } from '@millrace/engine'
import {
  type CodeOptions,
  defineNode,
  definePlugin,
  defineTrigger,
  type Message,
  type Out,
  type Outgoing,
  type TriggerContext,
  t
} from '@millrace/sdk'
import { expect } from 'chai'
import fc from 'fast-check'
import { inEachMode, until } from './kit.test.ts'
import { createSandbox } from './sandbox.ts'

/** What the functions of a test do, and where their outputs lead; the last of them lead to the sink. */
interface Case {
  readonly functions: readonly { readonly code: string; readonly wires: readonly (readonly number[])[] }[]
  readonly payloads: readonly unknown[]
}

/** Everything that can be seen of messages from outside. */
interface Seen {
  readonly arrived: readonly unknown[]
  readonly caught: readonly unknown[]
  readonly counts: readonly unknown[]
  readonly last: readonly unknown[]
  readonly shown: readonly unknown[]
  readonly balance: unknown
  readonly crossed: readonly string[]
}

const functionNode = (options: (node: string) => CodeOptions) =>
  defineNode({
    type: 'test/function',
    title: 'Function',
    description: 'Runs code.',
    category: 'function',
    traced: false,
    outputs: 2,
    config: t.Object({ code: t.code() }),
    create: context => context.config.code.bind(context, options(context.place.node))
  })

const sinkNode = (seen: (message: Message, out: Out) => void) =>
  defineNode({
    type: 'test/sink',
    title: 'Sink',
    description: 'Looks.',
    category: 'common',
    outputs: 0,
    config: t.Object({}),
    create: () => seen
  })

const catchNode = (seen: (message: Message) => void) =>
  defineNode({
    type: 'test/catch',
    title: 'Catch',
    description: 'Hears.',
    category: 'common',
    outputs: 0,
    hears: 'error',
    config: t.Object({}),
    create: () => seen
  })

inEachMode('functions one behind the other', mode => {
  const sandboxes = [true, false].map(() => createSandbox({ mode, processes: 1, timeout: 2000 }))
  after(() => Promise.all(sandboxes.map(one => one.close())))

  /** Runs all messages through the flow; `fused` false keeps every function in an isolate of its own. */
  const run = async ({ functions, payloads }: Case, fused: boolean): Promise<Seen> => {
    let emit: TriggerContext<unknown, undefined>['emit'] | undefined
    const arrived: unknown[] = []
    const caught: unknown[] = []
    const shown: unknown[] = []
    const tail = (id: string) => id.slice(id.indexOf('.'))
    const trigger = defineTrigger({
      type: 'test/source',
      title: 'Source',
      description: 'Emits.',
      category: 'common',
      redelivers: true,
      config: t.Object({}),
      start: context => {
        emit = context.emit
      }
    })
    const sandbox = sandboxes[fused ? 0 : 1] as (typeof sandboxes)[number]
    const ids = functions.map((_, i) => `f${i}`)
    const at = [0, 0] as const
    const flow: Flow = {
      format: 1,
      id: 'flow',
      name: 'Flow',
      nodes: [
        { id: 'in', type: 'test/source', at, wires: [['f0']] },
        ...functions.map(({ code, wires }, i) => ({
          id: `f${i}`,
          type: 'test/function',
          at,
          wires: wires.map(port => port.map(to => ids[to] ?? 'sink')),
          config: { code }
        })),
        { id: 'sink', type: 'test/sink', at, wires: [] },
        { id: 'catch', type: 'test/catch', at, wires: [] }
      ]
    }
    const runtime = createRuntime({
      plugins: [
        definePlugin({
          name: 'test',
          contributes: [
            trigger,
            functionNode(node => (fused ? {} : { memory: 65 + Number(node.slice(1)) })),
            sinkNode((message, out) => void arrived.push([tail(out.id), message])),
            catchNode(({ error, ...rest }) => {
              const { message, source } = error as { message: string; source: { id: string } }
              caught.push([rest, message, source.id])
            })
          ]
        })
      ],
      flows: [flow],
      // closed by the suite: a process is not started for every run
      sandbox: { ...sandbox, close: async () => {} },
      settings: { retry: { attempts: 1, delay: 1, maxDelay: 1 } }
    })
    runtime.on('debug', ({ value, address }) => shown.push([address, value]))
    await runtime.start()
    let acknowledged = 0
    const ack = () => void acknowledged++
    payloads.forEach((payload, i) => {
      void emit?.({ _msgid: String(i), payload } as Outgoing, { ack, nack: ack })
    })
    await until(() => acknowledged === payloads.length)
    const { arrived: came, done, deadLetters } = runtime.balance()
    const sorted = (items: readonly unknown[]) => items.map(item => JSON.stringify(item)).sort()
    const seen: Seen = {
      arrived: sorted(arrived),
      caught: sorted(caught),
      counts: runtime.counts(),
      last: ids.map(id => [0, 1].map(port => runtime.lastMessage(`flow/${id}`, port))),
      shown: sorted(shown),
      balance: { came, done, deadLetters },
      crossed: arrived.map(item => JSON.stringify(item))
    }
    await runtime.stop()
    return seen
  }

  const add = 'msg.payload = msg.payload + 1\nreturn msg'
  const chain = (...codes: readonly string[]): Case => ({
    functions: codes.map((code, i) => ({ code, wires: [[i + 1]] })),
    payloads: Array.from({ length: 600 }, (_, n) => n)
  })

  it('give what they give where each message crosses for each of them', async () => {
    const slow = await run(chain(add, add, add), false)
    const fast = await run(chain(add, add, add), true)
    expect(slow.crossed, 'the control: in order, with the ids of the way').to.deep.equal(
      Array.from({ length: 600 }, (_, n) => JSON.stringify(['.0.0.0.0', { _msgid: String(n), payload: n + 3 }]))
    )
    expect(fast).to.deep.equal(slow)
  })

  it('keep the order of messages on a wire, however their code sends them', async () => {
    const mixed = 'if (msg.payload % 7 === 3) { node.send(msg) } else return msg'
    const { crossed } = await run(chain(add, mixed, add), true)
    const numbers = crossed.map(text => JSON.parse(text)[1].payload)
    expect(numbers).to.deep.equal(Array.from({ length: 600 }, (_, n) => n + 2))
  })

  it('work on copies of their own, with the built-in types of their own', async () => {
    const keep =
      'const mine = { payload: { list: [1, { a: 1 }] } }; setTimeout(() => { node.warn(mine.payload) }, 1); return mine'
    const first = 'globalThis.mine = { payload: { list: [1, { a: 1 }] } }; return globalThis.mine'
    const second =
      'const { list } = msg.payload; list[1].a = 2; list.push(3); msg.own = [list instanceof Array, msg.payload instanceof Object, msg instanceof Object]; return msg'
    const { crossed } = await run({ ...chain(first, second), payloads: [1, 2] }, true)
    for (const text of crossed)
      expect(JSON.parse(text)[1]).to.deep.include({ payload: { list: [1, { a: 2 }, 3] }, own: [true, true, true] })
    expect(await run({ ...chain(keep, second), payloads: [1] }, true))
      .to.have.property('arrived')
      .with.length(1)
  })

  it('end a circle of wires no sooner than their code does', async () => {
    const circle: Case = {
      functions: [
        { code: 'msg.payload++; return msg.payload < 130 ? msg : [null, msg]', wires: [[1], [9]] },
        { code: 'msg.payload++; return msg.payload < 130 ? msg : [null, msg]', wires: [[0], [9]] }
      ],
      payloads: [0]
    }
    expect(await run(circle, true)).to.deep.equal(await run(circle, false))
  })

  it('stop in the middle of a way: the message fails at the node that took too long', async () => {
    const endless = 'if (msg.payload === 5) while (true) {}\nreturn msg'
    const { caught, arrived, balance } = await run({ ...chain(add, endless, add), payloads: [3, 4, 5] }, true)
    expect(arrived).to.have.length(2)
    const [message, , node] = JSON.parse(caught[0] as string)
    expect(node).to.equal('f1')
    expect(message, 'with what this node was given').to.have.property('payload', 5)
    expect(balance).to.deep.equal({ came: 3, done: 3, deadLetters: 0 })
  })

  it('lose no message, wherever between them the time is up', async () => {
    const busy = 'const end = Date.now() + msg.payload % 4; while (Date.now() < end) {} return msg'
    const { arrived } = await run(
      { ...chain(busy, busy, busy), payloads: Array.from({ length: 200 }, (_, n) => n * 3) },
      true
    )
    expect(arrived).to.have.length(200)
  })

  it('give catch nodes the message that code says an error is about', async () => {
    const { caught } = await run({ ...chain(add, 'node.error("bad", { payload: "another" })'), payloads: [1] }, true)
    expect(JSON.parse(caught[0] as string)).to.deep.equal([{ _msgid: '0', payload: 'another' }, 'bad', 'f1'])
  })

  it('do what they do apart, whatever that is', async () => {
    const codes = [
      'return msg',
      'return { payload: msg.payload }',
      'return null',
      'return [msg]',
      'return [null, msg]',
      'return [msg, { payload: 2 }]',
      'return [[msg, { payload: 1 }]]',
      'node.send(msg)',
      'node.send([null, msg]); return msg',
      'await null; return msg',
      'setTimeout(() => node.send(msg), 1)',
      'node.send(msg); node.done()',
      'throw new Error("no " + msg.payload)',
      'node.error("bad", msg); return msg',
      'msg.more = 1; node.error("bad", msg)',
      'if (msg.payload === 2) throw new Error("two"); return msg',
      'return 5',
      'return Buffer.from("x")',
      'msg.payload = Buffer.from("x"); return msg',
      'msg.payload = new Date(5); return msg',
      'msg.payload = [undefined, NaN, new Map([[1, 2]])]; return msg',
      'msg.f = () => 1; return msg',
      'msg.big = "x".repeat(1000); return msg',
      'Object.freeze(msg); return msg',
      'msg._msgid = "mine"; return msg',
      'msg.self = msg; return msg',
      'node.warn("seen " + JSON.stringify(msg.payload)); return msg',
      'return Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } })',
      'return JSON.parse(\'{"__proto__": {"polluted": 1}, "payload": 1}\')',
      'return new Proxy({ payload: 1 }, { get: (t, k) => k === "payload" ? (() => 1) : t[k] })'
    ]
    const node = fc.record({
      code: fc.constantFrom(...codes),
      wires: fc.array(fc.array(fc.constantFrom(1, 2, 3, 9), { maxLength: 2 }), { maxLength: 2 })
    })
    const forward = (wires: readonly (readonly number[])[], i: number) =>
      wires.map(port => [...new Set(port.map(to => (to > i ? to : i + 1)))])
    const payload = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('text', null, { a: [1, { b: 2 }] }))
    await fc.assert(
      fc.asyncProperty(
        fc.array(node, { minLength: 2, maxLength: 4 }),
        fc.array(payload, { minLength: 1, maxLength: 4 }),
        async (nodes, payloads) => {
          const functions = nodes.map(({ code, wires }, i) => ({ code, wires: forward(wires, i) }))
          const { crossed: _slow, last: lastSlow, ...slow } = await run({ functions, payloads }, false)
          const { crossed: _fast, last: lastFast, ...fast } = await run({ functions, payloads }, true)
          expect(fast).to.deep.equal(slow)
          // which of two ways is the longer one is nowhere promised
          const targets = functions.flatMap(one => one.wires.flat()).filter(to => to < functions.length)
          if (new Set(targets).size === targets.length) expect(lastFast).to.deep.equal(lastSlow)
        }
      ),
      { numRuns: 60 }
    )
  })
})
