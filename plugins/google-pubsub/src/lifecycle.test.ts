import { createRuntime, type Flow, type FlowNode } from '@millrace/engine'
import { defineNode, definePlugin, type Handler, type Storage, t } from '@millrace/sdk'
import { memoryStorage } from '@millrace/sdk/testing'
import { expect } from 'chai'
import pubsub from './index.ts'
import { pubsubKit, until } from './kit.test.ts'

describe('subscriptions of triggers in a runtime', function () {
  this.timeout(30_000)
  const kit = pubsubKit()

  const probe = (handle: Handler) =>
    definePlugin({
      name: 'probe',
      contributes: [
        defineNode({
          type: 'probe/node',
          title: 'Probe',
          description: '',
          category: 'function',
          outputs: 1,
          config: t.Object({}),
          create: () => handle
        })
      ]
    })
  const node = (id: string, type: string, more: Partial<FlowNode> = {}): FlowNode => ({
    id,
    type,
    at: [0, 0],
    wires: [],
    ...more
  })
  const hearing = (config: object, more: Partial<FlowNode> = {}): Flow => ({
    format: 1,
    id: 'plant',
    name: 'Plant',
    nodes: [
      node('in', 'google-pubsub/in', { integration: 'far', config: { ...config }, wires: [['probe']], ...more }),
      node('probe', 'probe/node')
    ]
  })
  const silent: Flow = { format: 1, id: 'plant', name: 'Plant', nodes: [node('probe', 'probe/node')] }
  const storages = () => {
    const kept = new Map<string, Storage>()
    return (owner: string) => {
      const found = kept.get(owner) ?? memoryStorage()
      kept.set(owner, found)
      return found
    }
  }
  const start = async (flow: Flow, storage = storages(), handle: Handler = () => {}) => {
    const heard: unknown[] = []
    const runtime = createRuntime({
      plugins: [
        pubsub,
        probe((message, out, connection) => {
          heard.push(message.payload)
          return handle(message, out, connection)
        })
      ],
      flows: [flow],
      integrations: [{ id: 'far', type: 'google-pubsub/project', name: 'Far', config: kit.config() }],
      settings: { backoff: () => 20, drainTimeout: 50 },
      storage
    })
    kit.defer(() => runtime.stop())
    await runtime.start()
    await until(() => runtime.connections()[0]?.status.state === 'connected')
    return { runtime, heard }
  }
  const count = (topic: string) => kit.subscriptions(topic).length

  it('C06 are named after the flow and the node, and are the same after a restart', async () => {
    kit.topics('kept')
    const first = await start(hearing({ topics: ['kept'] }))
    const [made] = kit.subscriptions('kept')
    expect(made?.config.name).to.match(/^projects\/acme\/subscriptions\/millrace-test-plant-in-kept-[0-9a-f]{12}$/)
    await first.runtime.stop()
    kit.publish('kept', 'while away')
    const second = await start(hearing({ topics: ['kept'] }))
    await until(() => second.heard.length === 1)
    expect(kit.subscriptions('kept')).to.deep.equal([made])
  })

  it('are removed when a deploy removes the trigger', async () => {
    kit.topics('removed')
    const { runtime } = await start(hearing({ topics: ['removed'] }))
    expect(count('removed')).to.equal(1)
    await runtime.deploy([silent])
    expect(count('removed')).to.equal(1)
    await until(() => count('removed') === 0)
  })

  it('are removed at the next start when Millrace stopped before it could', async () => {
    kit.topics('later')
    const storage = storages()
    const first = await start(hearing({ topics: ['later'] }), storage)
    await first.runtime.deploy([silent])
    await first.runtime.stop()
    expect(count('later')).to.equal(1)
    await start(silent, storage)
    await until(() => count('later') === 0)
  })

  it('stay when the integration is disabled, and keep what comes', async () => {
    kit.topics('disabled')
    const { runtime, heard } = await start(hearing({ topics: ['disabled'] }))
    const [stored] = runtime.integrations
    await runtime.saveIntegration({ ...(stored as NonNullable<typeof stored>), enabled: false })
    kit.publish('disabled', 'kept')
    await runtime.saveIntegration({ ...(stored as NonNullable<typeof stored>), enabled: true })
    await until(() => heard.length === 1)
  })

  it('stay when a deploy changes what does not concern them, and lose nothing', async () => {
    kit.topics('changed')
    const { runtime, heard } = await start(hearing({ topics: ['changed'] }))
    const [made] = kit.subscriptions('changed')
    for (let i = 0; i < 5; i++) {
      kit.publish('changed', `m${i}`)
      await runtime.deploy([hearing({ topics: ['changed'], payload: i % 2 ? 'text' : 'auto' })])
    }
    await until(() => new Set(heard).size === 5)
    expect(heard).to.have.length(5)
    expect(kit.subscriptions('changed')).to.deep.equal([made])
  })

  it('are made anew when a deploy changes the filter, and what the one before holds is heard first', async () => {
    kit.topics('refiltered')
    const { promise: done, resolve: finish } = Promise.withResolvers<void>()
    const flow = (filter: string) => hearing({ topics: ['refiltered'], filter, maxMessages: 1 })
    const { runtime, heard } = await start(flow(''), undefined, () => done)
    for (const payload of ['a', 'b', 'c']) kit.publish('refiltered', payload)
    await until(() => heard.length === 1)
    await runtime.deploy([flow('attributes:kind')])
    expect(count('refiltered')).to.equal(2)
    finish()
    await until(() => new Set(heard).size === 3)
    await until(() => count('refiltered') === 1)
    expect(kit.subscriptions('refiltered')[0]?.config.filter).to.equal('attributes:kind')
  })

  it('are heard after a restart too when their settings were changed meanwhile', async () => {
    kit.topics('meanwhile')
    const storage = storages()
    const first = await start(hearing({ topics: ['meanwhile'] }), storage)
    await first.runtime.stop()
    kit.publish('meanwhile', 'kept')
    const { heard } = await start(hearing({ topics: ['meanwhile'], ordered: true }), storage)
    await until(() => heard.length === 1)
    kit.publish('meanwhile', 'new')
    await until(() => new Set(heard).size === 2)
  })

  it('acknowledge what is done after the runtime was told to stop', async () => {
    kit.topics('last')
    const { promise: done, resolve: finish } = Promise.withResolvers<void>()
    const { runtime, heard } = await start(hearing({ topics: ['last'] }), undefined, () => done)
    kit.publish('last', 'x')
    await until(() => heard.length === 1)
    const stopping = runtime.stop()
    finish()
    await stopping
    expect(kit.unacknowledged('last')).to.equal(0)
  })

  it('keep what is not done when the runtime stops (control)', async () => {
    kit.topics('undone')
    const { runtime, heard } = await start(hearing({ topics: ['undone'] }), undefined, () => new Promise(() => {}))
    kit.publish('undone', 'x')
    await until(() => heard.length === 1)
    await runtime.stop()
    expect(kit.unacknowledged('undone')).to.equal(1)
  })
})
