import { createRuntime, type Flow, type FlowNode, type RuntimeOptions } from '@millrace/engine'
import { defineNode, definePlugin, type Handler, type Message, type Storage, t } from '@millrace/sdk'
import { memoryStorage } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { freePorts } from '../../../test/servers/free-ports.ts'
import { startTcpProxy, type TcpProxy } from '../../../test/servers/tcp-proxy.ts'
import mqtt from './index.ts'
import { mqttKit, until } from './kit.test.ts'

describe('MQTT in a runtime', function () {
  this.timeout(30_000)
  const kit = mqttKit()

  /** A node that does what the test says with each message. */
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
  const flow = (id: string, ...nodes: FlowNode[]): Flow => ({ format: 1, id, name: id, nodes })
  const through = (topic: string, more: Partial<FlowNode> = {}): Flow =>
    flow(
      `flow-${topic}`,
      node('in', 'mqtt/in', { integration: 'broker', config: { topics: [topic] }, wires: [['probe']], ...more }),
      node('probe', 'probe/node')
    )

  const start = async (
    handle: Handler,
    flows: readonly Flow[],
    config: object = {},
    more: Partial<RuntimeOptions> = {}
  ) => {
    const stored = { host: '127.0.0.1', port: kit.server.ports.mqtt, auth: { method: 'none' }, ...config }
    const runtime = createRuntime({
      plugins: [mqtt, probe(handle)],
      flows,
      integrations: [{ id: 'broker', type: 'mqtt/broker', name: 'Broker', config: stored }],
      settings: { backoff: () => 20, drainTimeout: 50 },
      ...more
    })
    kit.defer(() => runtime.stop())
    await runtime.start()
    return runtime
  }
  const connected = (runtime: Awaited<ReturnType<typeof start>>) =>
    until(() => runtime.connections()[0]?.status.state === 'connected')
  const line = async (): Promise<TcpProxy> => {
    const proxy = await startTcpProxy(kit.server.ports.mqtt)
    kit.defer(proxy.close)
    return proxy
  }
  const acknowledged = (client: string) => kit.server.log().split(`Received PUBACK from ${client}`).length - 1

  it('A36 starts flows on connect, disconnect and failure, besides messages', async () => {
    const heard: Message[] = []
    const events = ['message', 'connect', 'disconnect', 'failure'] as const
    const proxy = await line()
    const runtime = await start(message => void heard.push(message), [through('a36', { events })], {
      port: proxy.port,
      clientId: 'a36'
    })
    await connected(runtime)
    await (await kit.device()).publish('a36', 'x')
    await until(() => acknowledged('a36') === 1)
    proxy.cut()
    await until(() => heard.filter(({ event }) => event === 'connect').length === 2)
    await proxy.close()
    await until(() => heard.some(({ event }) => event === 'failure'))
    const kinds = heard.map(({ event, topic }) => event ?? topic)
    expect(kinds.slice(0, 5)).to.deep.equal(['connect', 'a36', 'disconnect', 'connect', 'disconnect'])
    const failure = heard.find(({ event }) => event === 'failure')
    expect(failure?.payload).to.have.property('reason').that.includes('nothing listens on 127.0.0.1')
  })

  it('A36 starts flows on messages alone when nothing else is asked for (control)', async () => {
    const heard: Message[] = []
    const runtime = await start(message => void heard.push(message), [through('a36-control')])
    await connected(runtime)
    await (await kit.device()).publish('a36-control', 'x')
    await until(() => heard.length === 1)
    expect(heard[0]).to.include({ topic: 'a36-control' })
  })

  it('acknowledges a message to the broker when the flow is done with it, not before', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    let began = false
    const handle = async () => {
      began = true
      await promise
    }
    const runtime = await start(handle, [through('done')], { clientId: 'done' })
    await connected(runtime)
    await (await kit.device()).publish('done', 'x')
    await until(() => began)
    expect(acknowledged('done')).to.equal(0)
    resolve()
    await until(() => acknowledged('done') === 1)
  })

  it('B17 B19 carries every message from topic to topic over broken lines', async () => {
    const proxy = await line()
    const device = await kit.device()
    await device.subscribe('carried')
    const out = node('out', 'mqtt/out', { integration: 'broker', config: { topic: 'carried' } })
    const pass: Handler = (message, output) => output.send(message)
    const { nodes, ...rest } = through('carry')
    const flows = [{ ...rest, nodes: [...nodes.map(n => (n.id === 'probe' ? { ...n, wires: [['out']] } : n)), out] }]
    const runtime = await start(pass, flows, { port: proxy.port, version: '5', clientId: 'carrier' })
    await connected(runtime)
    for (let i = 0; i < 200; i++) {
      if (i % 50 === 25) proxy.cut()
      await device.publish('carry', String(i))
    }
    const seen = () => new Set(device.heard.map(({ payload }) => String(payload)))
    await until(() => seen().size === 200)
    await until(() => runtime.balance().onTheWay === 0)
    expect(runtime.balance()).to.include({ deadLetters: 0, lost: 0 })
  })

  it('takes up after a restart what the runtime before it did not finish', async () => {
    const storages = new Map<string, Storage>()
    const storage = (owner: string) => {
      const found = storages.get(owner) ?? memoryStorage()
      storages.set(owner, found)
      return found
    }
    const config = { clientId: 'restart', clean: false }
    const first = await start(() => new Promise<void>(() => {}), [through('restart')], config, { storage })
    await connected(first)
    const device = await kit.device()
    await device.publish('restart', 'unfinished')
    await until(() => first.counts().some(({ received }) => received === 1))
    await first.stop()
    await device.publish('restart', 'while away')
    const heard: unknown[] = []
    const second = await start(({ payload }) => void heard.push(payload), [through('restart')], config, { storage })
    await connected(second)
    await until(() => heard.length === 2)
    expect(heard).to.deep.equal(['unfinished', 'while away'])
  })

  it('makes a dead letter of what is not JSON, and acknowledges it', async () => {
    const config = { topics: ['letters'], payload: 'json' }
    const runtime = await start(() => {}, [through('letters', { config })], { clientId: 'letters' })
    await connected(runtime)
    await (await kit.device()).publish('letters', 'no json')
    await until(() => runtime.balance().deadLetters === 1)
    await until(() => acknowledged('letters') === 1)
    const [letter] = await runtime.journal.deadLetters()
    expect(letter?.error.message).to.include('the payload is not JSON')
  })

  it('loses no message to a deploy that changes a trigger', async () => {
    const heard: unknown[] = []
    const runtime = await start(({ payload }) => void heard.push(payload), [through('change')], { clientId: 'change' })
    await connected(runtime)
    const device = await kit.device()
    const sending = (async () => {
      for (let i = 0; i < 200; i++) await device.publish('change', String(i))
    })()
    for (let i = 0; i < 5; i++) {
      const config = { topics: ['change', `extra/${i}`] }
      await runtime.deploy([through('change', { config })])
    }
    await sending
    await until(() => new Set(heard).size === 200)
    expect(heard).to.have.length(200)
  })

  it('A26 A27 tests beside the running connection, stage by stage', async () => {
    const runtime = await start(() => {}, [], { clientId: 'tested' })
    await connected(runtime)
    const stored = runtime.integrations[0] as (typeof runtime.integrations)[0]
    const passed = await runtime.testIntegration({ ...stored, config: { ...stored.config, topics: ['a/#'] } })
    expect(passed).to.include({ passed: true, line: 'Connected, and may subscribe to a/#' })
    expect(runtime.connections()[0]?.status.state).to.equal('connected')
    const refused = await runtime.testIntegration({
      ...stored,
      config: { ...stored.config, port: kit.server.ports.password }
    })
    expect(refused).to.include({ passed: false, stage: 'authenticate', code: 'LOGIN_REFUSED' })
  })

  it('A26 announces only the stages of the chosen protocol', async () => {
    const runtime = await start(() => {}, [], { clientId: 'stages' })
    const stored = runtime.integrations[0] as (typeof runtime.integrations)[0]
    const tried = async (protocol: string) => {
      const config = { ...stored.config, protocol, host: 'no-such-host.invalid' }
      return (await runtime.testIntegration({ ...stored, config })).stages.map(({ name }) => name)
    }
    expect(await tried('mqtt')).to.deep.equal(['resolve', 'connect', 'authenticate', 'subscribe'])
    expect(await tried('wss')).to.deep.equal(['resolve', 'connect', 'TLS', 'WebSocket', 'authenticate', 'subscribe'])
  })

  it('A23 A25 shows the state of the connection in words', async () => {
    const runtime = await start(() => {}, [], { port: kit.server.ports.password })
    await until(() => runtime.connections()[0]?.status.state === 'error')
    const { status } = runtime.connections()[0] as ReturnType<typeof runtime.connections>[0]
    expect(status).to.include({ stage: 'authenticate', code: 'LOGIN_REFUSED' })
    expect(status).to.have.property('reason').that.includes('Not authorized')
  })

  it('B07 refuses a second integration with the client id of another', async () => {
    const runtime = await start(() => {}, [], { clientId: 'one' })
    const stored = runtime.integrations[0] as (typeof runtime.integrations)[0]
    const failure = await runtime
      .saveIntegration({ ...stored, id: 'second', name: 'Second' })
      .catch((error: Error) => error)
    expect(failure).to.include({ code: 'CLIENT_ID_TAKEN' })
  })

  it('B25 runs the embedded broker and a flow that uses it in one runtime', async () => {
    const [port] = (await freePorts(1)) as [number]
    const heard: unknown[] = []
    const config = { host: '127.0.0.1', port, auth: { method: 'none' } }
    const runtime = await start(({ payload }) => void heard.push(payload), [through('inside')], config, {
      integrations: [
        { id: 'embedded', type: 'mqtt/embedded', name: 'Embedded', config: { port } },
        { id: 'broker', type: 'mqtt/broker', name: 'Broker', config }
      ]
    })
    await until(() => runtime.connections().every(({ status }) => status.state === 'connected'))
    await (await kit.device({ protocolVersion: 4 }, port)).publish('inside', 'x')
    await until(() => heard.length === 1)
  })
})
