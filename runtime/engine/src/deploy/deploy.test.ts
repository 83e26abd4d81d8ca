import { defineIntegration, defineNode, defineTrigger, t } from '@millrace/sdk'
import { expect } from 'chai'
import { flow, node, receipt, runtimeOf, source, until } from '../kit.test.ts'

const echo = (created: string[], type = 'test/echo') =>
  defineNode({
    type,
    title: 'Echo',
    description: '',
    category: 'function',
    outputs: 1,
    config: t.Object({ label: t.text({ default: '-' }) }),
    create: ({ id, config, defer }) => {
      created.push(`${id} ${config.label}`)
      defer(() => created.push(`${id} released`))
      return (message, out) => out.send({ ...message, payload: `${message.payload}${config.label}` })
    }
  })

describe('deploy', () => {
  it('makes anew only the nodes that changed, and touches nothing when a node is moved, renamed or wired', async () => {
    const created: string[] = []
    const src = source()
    const seen: unknown[] = []
    const sink = node('test/sink', message => void seen.push(message.payload))
    const runtime = runtimeOf([src.definition, echo(created), sink], {
      flows: [flow({ in: ['test/source', 'a'], a: ['test/echo', 'b'], b: ['test/echo', 's'], s: ['test/sink'] })]
    })
    await runtime.start()
    expect(created).to.deep.equal(['f/a -', 'f/b -'])
    const moved = flow(
      { in: ['test/source', 'a'], a: ['test/echo', 's'], b: ['test/echo', 's'], s: ['test/sink'] },
      {},
      { a: { at: [40, 40], name: 'renamed' } }
    )
    await runtime.deploy([moved])
    expect(created).to.deep.equal(['f/a -', 'f/b -'])
    await src.emit('x')
    expect(seen).to.deep.equal(['x-'])
    await runtime.deploy([
      flow(
        { in: ['test/source', 'a'], a: ['test/echo', 's'], b: ['test/echo', 's'], s: ['test/sink'] },
        {},
        { a: { config: { label: '!' } } }
      )
    ])
    await until(() => created.length === 4)
    expect(created.slice(2)).to.deep.equal(['f/a !', 'f/a released'])
    expect(src.contexts, 'the trigger was not restarted').to.have.length(1)
    await src.emit('y')
    expect(seen.at(-1)).to.equal('y!')
    await runtime.stop()
  })

  it('lets messages finish on the graph that they started on', async () => {
    const src = source('test/source', { redelivers: true })
    const go = Promise.withResolvers<void>()
    const seen: unknown[] = []
    const definitions = [
      src.definition,
      node('test/slow', async (message, out) => {
        await go.promise
        out.send(message)
      }),
      node('test/old', message => void seen.push(`old ${message.payload}`)),
      node('test/new', message => void seen.push(`new ${message.payload}`))
    ]
    const before = flow({ in: ['test/source', 'a'], a: ['test/slow', 's'], s: ['test/old'] })
    const after = flow({ in: ['test/source', 'a'], a: ['test/slow', 's'], s: ['test/new'] })
    const runtime = runtimeOf(definitions, { flows: [before] })
    await runtime.start()
    const heard = receipt()
    void src.emit(1, heard)
    await runtime.deploy([after])
    void src.emit(2)
    go.resolve()
    await until(() => seen.length === 2)
    expect(seen).to.deep.equal(['old 1', 'new 2'])
    expect(heard.told).to.deep.equal(['ack'])
    await runtime.stop()
  })

  it('tries a message again on the new graph when its time to finish on the old one is over', async () => {
    const src = source('test/source', { redelivers: true })
    const aborted: unknown[] = []
    const seen: unknown[] = []
    const definitions = [
      src.definition,
      node(
        'test/stuck',
        (_message, out) =>
          new Promise(() => out.signal.addEventListener('abort', () => aborted.push(out.signal.reason.code)))
      ),
      node('test/sink', message => void seen.push(message.payload))
    ]
    const runtime = runtimeOf(definitions, {
      flows: [flow({ in: ['test/source', 'a'], a: ['test/stuck'] })],
      settings: { drainTimeout: 20 }
    })
    await runtime.start()
    const heard = receipt()
    void src.emit('x', heard)
    await runtime.deploy([flow({ in: ['test/source', 'a'], a: ['test/sink'] })])
    await until(() => heard.told.length > 0)
    expect([seen, aborted, heard.told]).to.deep.equal([['x'], ['NODE_STOPPED'], ['ack']])
    await runtime.stop()
  })

  it('loses and repeats nothing over 100 deploys under load; the control that stops the trigger first loses', async () => {
    const run = async (careless: boolean) => {
      const created: string[] = []
      const src = source()
      const seen = new Map<unknown, number>()
      const sink = node('test/sink', message => void seen.set(message.topic, (seen.get(message.topic) ?? 0) + 1))
      const at = (label: string) =>
        flow(
          { in: ['test/source', 'a'], a: ['test/echo', 's'], s: ['test/sink'] },
          careless && label.endsWith('5') ? { enabled: false } : {},
          { a: { config: { label } } }
        )
      const runtime = runtimeOf([src.definition, echo(created), sink], { flows: [at('0')] })
      await runtime.start()
      let sent = 0
      let stop = false
      const load = (async () => {
        while (!stop) {
          const context = src.contexts[0]
          if (context) await context.emit({ topic: String(sent), payload: '' })
          sent++
          if (sent % 10 === 0) await new Promise(setImmediate)
        }
      })()
      for (let i = 1; i <= 100; i++) {
        await runtime.deploy([at(String(i))])
        await new Promise(setImmediate)
      }
      stop = true
      await load
      await until(() => runtime.balance().onTheWay === 0)
      await runtime.stop()
      return { missing: sent - seen.size, twice: [...seen.values()].filter(count => count > 1).length }
    }
    expect(await run(false)).to.deep.equal({ missing: 0, twice: 0 })
    expect((await run(true)).missing).to.be.greaterThan(0)
  })

  it('changes nothing when a node cannot be created, and says which', async () => {
    const created: string[] = []
    const src = source()
    const throwing = defineNode({
      type: 'test/throwing',
      title: '',
      description: '',
      category: 'function',
      outputs: 0,
      config: t.Object({}),
      create: () => {
        throw new Error('no such file')
      }
    })
    const runtime = runtimeOf([src.definition, echo(created), throwing], {
      flows: [flow({ in: ['test/source', 'a'], a: ['test/echo'] })]
    })
    await runtime.start()
    const error = await runtime
      .deploy([flow({ in: ['test/source', 'b'], b: ['test/throwing'] })])
      .catch(reason => reason)
    expect(error).to.include({ code: 'DEPLOY_INVALID' })
    expect(error.problems[0]).to.include({ flow: 'f', node: 'b', message: 'no such file' })
    expect([runtime.revision, runtime.flows[0]?.nodes[1]?.id, src.contexts.length]).to.deep.equal([0, 'a', 1])
    await runtime.stop()
  })

  it('names every problem with its place', async () => {
    const integration = defineIntegration({
      type: 'test/link',
      title: 'Link',
      description: '',
      config: t.Object({}),
      connect: async () => 'c'
    })
    const out = node('test/out', () => {}, { integration, config: t.Object({ topic: t.text({ minLength: 1 }) }) })
    const runtime = runtimeOf([integration, out, source().definition])
    await runtime.start()
    const problems = runtime.problems([
      flow(
        { a: ['test/out', 'nowhere'], b: ['test/unknown'], c: ['test/source', 'd'], d: ['test/source'] },
        {},
        { a: { config: {} } }
      )
    ])
    expect(problems.map(({ node: id, path, message }) => `${id} ${path} ${message}`)).to.deep.equal([
      'a /wires/0 leads to nowhere, which is not in this flow',
      'a /integration is required: choose a connection of the type Link',
      'a /config/topic is required',
      'b /type no plugin contributes test/unknown: install its plugin, or disable the node',
      'c /wires/0 leads to Source, which has no input'
    ])
    await runtime.stop()
  })

  it('refuses a deploy that was begun on another revision', async () => {
    const runtime = runtimeOf([source().definition])
    await runtime.start()
    await runtime.deploy([], { base: 0 })
    const error = await runtime.deploy([], { base: 0 }).catch(reason => reason)
    expect(error).to.include({ code: 'DEPLOY_STALE' })
    await runtime.stop()
  })

  it('parks what waits for a disabled flow, and goes on when it is enabled', async () => {
    const src = source()
    let broken = true
    const seen: unknown[] = []
    const picky = node('test/picky', message => {
      if (broken) throw new Error('not yet')
      seen.push(message.payload)
    })
    const at = (enabled: boolean) =>
      flow(
        { in: ['test/source', 'a'], a: ['test/picky'] },
        { enabled, retry: { attempts: 100, delay: 1, maxDelay: 1 } }
      )
    const runtime = runtimeOf([src.definition, picky], { flows: [at(true)] })
    await runtime.start()
    void src.emit('x')
    await runtime.deploy([at(false)])
    broken = false
    await new Promise(resolve => setTimeout(resolve, 10))
    expect([seen, runtime.balance().onTheWay]).to.deep.equal([[], 1])
    await runtime.deploy([at(true)])
    await until(() => seen.length === 1)
    await runtime.stop()
  })

  it('makes a dead letter of a message whose trigger was removed, naming the revision', async () => {
    const src = source()
    const bad = node('test/bad', () => {
      throw new Error('no')
    })
    const runtime = runtimeOf([src.definition, bad], {
      flows: [
        flow({ in: ['test/source', 'a'], a: ['test/bad'] }, { retry: { attempts: 100, delay: 50, maxDelay: 50 } })
      ]
    })
    await runtime.start()
    void src.emit('x')
    await runtime.deploy([])
    await until(() => runtime.balance().deadLetters === 1)
    expect((await runtime.journal.deadLetters())[0]?.error.message).to.match(/f\/in was removed in revision 1/)
    await runtime.stop()
  })

  it('restarts only what read a global that changed', async () => {
    const created: string[] = []
    const connected: string[] = []
    const integration = defineIntegration({
      type: 'test/link',
      title: 'Link',
      description: '',
      config: t.Object({ host: t.text() }),
      connect: async ({ config }) => void connected.push(config.host)
    })
    const runtime = runtimeOf([echo(created), integration], {
      globals: { a: '1', b: '2' },
      integrations: [
        { id: 'x', type: 'test/link', name: 'X', config: { host: '{{globals.a}}' } },
        { id: 'y', type: 'test/link', name: 'Y', config: { host: 'fixed' } }
      ],
      flows: [
        flow(
          { a: ['test/echo'], b: ['test/echo'] },
          {},
          { a: { config: { label: '{{globals.a}}' } }, b: { config: { label: '{{globals.b}}' } } }
        )
      ]
    })
    await runtime.start()
    await until(() => connected.length === 2)
    await runtime.setGlobals({ a: '3', b: '2' })
    await until(() => created.length === 4 && connected.length === 3)
    expect(created).to.deep.equal(['f/a 1', 'f/b 2', 'f/a 3', 'f/a released'])
    expect(connected.at(-1)).to.equal('3')
    await runtime.stop()
  })

  it('starts what can run when one flow cannot, and keeps that one as it is', async () => {
    const src = source()
    const broken = flow({ x: ['test/gone'] }, { id: 'g', name: 'Broken' })
    const runtime = runtimeOf([src.definition], { flows: [flow({ in: ['test/source'] }), broken] })
    await runtime.start()
    expect(src.contexts).to.have.length(1)
    expect(runtime.flows).to.deep.include(broken)
    expect(runtime.statuses()[0]).to.deep.include({ address: 'g/x', level: 'error' })
    await runtime.stop()
  })

  it('tells a trigger why it must stop', async () => {
    const reasons: unknown[] = []
    const trigger = defineTrigger({
      type: 'test/why',
      title: '',
      description: '',
      category: 'common',
      config: t.Object({ n: t.Integer({ default: 0 }) }),
      start: ({ signal, defer }) => defer(() => reasons.push(signal.reason.code))
    })
    const runtime = runtimeOf([trigger], { flows: [flow({ a: ['test/why'] })] })
    await runtime.start()
    await runtime.deploy([flow({ a: ['test/why'] }, {}, { a: { config: { n: 1 } } })])
    await runtime.stop()
    expect(reasons).to.deep.equal(['NODE_STOPPED', 'RUNTIME_STOPPED'])
  })
})
