import { createRuntime, type Flow, type FlowNode, type Runtime } from '@millrace/engine'
import { createSandbox } from '@millrace/sandbox'
import type { Http, HttpAnswer } from '@millrace/sdk'
import { expect } from 'chai'
import { core } from './index.ts'

const node = (id: string, type: string, config: object, ...wires: string[][]): FlowNode => ({
  id,
  type: `core/${type}`,
  config: config as Record<string, unknown>,
  at: [0, 0],
  wires
})
const flow = (...nodes: FlowNode[]): Flow => ({ format: 1, id: 'f', name: 'f', retry: { attempts: 1 }, nodes })
const set = (target: string, type: string, value: string) => ({
  rules: [{ action: 'set', target: { type: 'msg', value: target }, to: { type, value } }]
})
const jsonata = (value: string) => ({ test: 'jsonata_exp', expression: { type: 'jsonata', value } })
const shown = { show: 'message' }

/** The nodes in the engine, as flows use them together. */
describe('flows of core nodes', () => {
  const running: Runtime[] = []
  const sandbox = createSandbox()
  const routes = new Map<string, Parameters<Http['route']>[2]>()
  const http = () => ({
    route: (method: string, path: string, answer: Parameters<Http['route']>[2]) =>
      void routes.set(`${method} ${path}`, answer),
    socket() {}
  })

  /** Starts a flow; `debugged(n)` resolves to the first n values that debug nodes have shown. */
  const start = async (...nodes: FlowNode[]) => {
    const runtime = createRuntime({ plugins: [core], flows: [flow(...nodes)], http, sandbox })
    running.push(runtime)
    const values: Record<string, unknown>[] = []
    const listeners = new Set<() => void>()
    runtime.on('debug', ({ value }) => {
      values.push(value as Record<string, unknown>)
      for (const look of listeners) look()
    })
    await runtime.start()
    const debugged = (count: number) =>
      new Promise<Record<string, unknown>[]>(resolve => {
        const look = () => {
          if (values.length >= count) resolve(values)
        }
        listeners.add(look)
        look()
      })
    return { runtime, debugged, press: (input?: unknown) => runtime.press('f/in', input) }
  }

  afterEach(async () => {
    for (const runtime of running.splice(0)) await runtime.stop()
  })

  after(() => sandbox.close())

  it('JavaScript and JSONata', async () => {
    const { press, debugged } = await start(
      node('in', 'inject', {}, ['function']),
      node('function', 'function', { func: 'msg.payload = [1, 2, 3]; return msg' }, ['change']),
      node('change', 'change', set('total', 'jsonata', '$sum(payload)'), ['switch']),
      node('switch', 'switch', { rules: [jsonata('total = 6'), jsonata('total = 7')] }, ['show'], ['show']),
      node('show', 'debug', shown)
    )
    await press()
    expect((await debugged(1))[0]).to.deep.include({ payload: [1, 2, 3], total: 6 })
  })

  it('inject, change, switch and debug', async () => {
    const rules = [{ test: 'gt', value: { type: 'num', value: '50' } }, { test: 'else' }]
    const { press, debugged } = await start(
      node('in', 'inject', {}, ['change']),
      node('change', 'change', set('level', 'msg', 'payload'), ['switch']),
      node('switch', 'switch', { rules }, ['hot'], ['cold']),
      node('hot', 'change', set('is', 'str', 'hot'), ['show']),
      node('cold', 'change', set('is', 'str', 'cold'), ['show']),
      node('show', 'debug', shown)
    )
    await press({ message: { payload: 80 } })
    await press({ message: { payload: 20 } })
    const found = await debugged(2)
    expect(found.map(({ is, level }) => [is, level])).to.deep.equal([
      ['hot', 80],
      ['cold', 20]
    ])
  })

  it('a catch node hears a node that fails, with its source', async () => {
    const { press, debugged } = await start(
      node('in', 'inject', {}, ['template']),
      node('template', 'template', { template: '{', output: 'json' }, []),
      node('catch', 'catch', {}, ['show']),
      node('show', 'debug', shown)
    )
    await press()
    const [message = {}] = await debugged(1)
    const { message: text, source } = message.error as { message: string; source: object }
    expect(text).to.contain('is not JSON')
    expect(source).to.deep.include({ id: 'template', type: 'core/template', count: 1 })
  })

  it('a complete node hears a node that is done', async () => {
    const { press, debugged } = await start(
      node('in', 'inject', {}, ['sink']),
      node('sink', 'debug', { sidebar: false }),
      node('complete', 'complete', { nodes: ['sink'] }, ['show']),
      node('show', 'debug', shown)
    )
    await press({ message: { payload: 'done' } })
    expect((await debugged(1))[0]?.payload).to.equal('done')
  })

  it('a status node hears a status', async () => {
    const { press, debugged } = await start(
      node('in', 'inject', {}, ['speaks']),
      node('speaks', 'debug', { sidebar: false, status: true }),
      node('status', 'status', { scope: 'selected', nodes: ['speaks'] }, ['show']),
      node('show', 'debug', shown)
    )
    await press({ message: { payload: 'hello' } })
    const [message] = await debugged(1)
    expect(message?.status).to.deep.include({ text: 'hello' })
  })

  it('http in waits for http response', async () => {
    await start(
      node('in', 'http-in', { method: 'post', path: '/x' }, ['change']),
      node('change', 'change', set('payload.seen', 'bool', 'true'), ['answer']),
      node('answer', 'http-response', { statusCode: 201 })
    )
    const request = new Request('http://127.0.0.1/x', {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' }
    })
    const answer = await routes.get('POST /x')?.(Object.assign(request, { params: {}, ip: '127.0.0.1' }))
    const { status, body } = answer as HttpAnswer
    expect([status, JSON.parse(String(body))]).to.deep.equal([201, { a: 1, seen: true }])
  })

  it('http in tells its client at once when the flow fails', async () => {
    await start(
      node('in', 'http-in', { path: '/fails' }, ['answer']),
      node('answer', 'http-response', { headers: [{ name: 'x', value: '{{msg.payload.h}}' }] })
    )
    const request = new Request('http://127.0.0.1/fails?h=a%0d%0ab:c')
    const response = await routes.get('GET /fails')?.(Object.assign(request, { params: {}, ip: '127.0.0.1' }))
    expect(response?.status).to.equal(500)
  })

  it('a switch holds a sequence until it is complete, unacknowledged', async () => {
    const { press, debugged, runtime } = await start(
      node('in', 'inject', {}, ['switch']),
      node('switch', 'switch', { rules: [{ test: 'tail', count: { type: 'num', value: '1' } }] }, ['show']),
      node('show', 'debug', shown)
    )
    await press({ message: { payload: 'a', parts: { id: 's', index: 0 } } })
    expect(runtime.balance()).to.include({ arrived: 1, done: 0, onTheWay: 1 })
    await press({ message: { payload: 'b', parts: { id: 's', index: 1, count: 2 } } })
    expect((await debugged(1)).map(({ payload }) => payload)).to.deep.equal(['b'])
  })
})
