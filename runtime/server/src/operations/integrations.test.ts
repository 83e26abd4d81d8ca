import type { Flow, LogEvent, StoredIntegration } from '@millrace/engine'
import { expect } from 'chai'
import type { ActivityChange } from '../protocol.ts'
import { ask, buttonFlow, openEditor, startServer, value } from '../testing/test-server.ts'
import { until } from '../testing/until.ts'
import { refuseBelow } from './roles.ts'

const broker = (id: string, more: Partial<StoredIntegration> = {}): StoredIntegration => ({
  id,
  type: 'test/broker',
  name: `Broker ${id}`,
  config: { host: 'h', password: 'hunter22' },
  ...more
})

/** Hears one integration and sends through another. */
const through = (id: string, hears: string, sends: string, more: Partial<Flow> = {}): Flow =>
  buttonFlow({
    id,
    name: `Flow ${id}`,
    nodes: [
      { id: 'in', type: 'test/in', integration: hears, at: [0, 0], wires: [['out']] },
      { id: 'out', type: 'test/out', name: 'Sender', integration: sends, at: [9, 0], wires: [] }
    ],
    ...more
  })

describe('integrations over socket and REST', () => {
  let server: Awaited<ReturnType<typeof startServer>>
  let editor: ReturnType<typeof openEditor>
  const save = (integration: StoredIntegration) => value(ask(editor, 'integration:save', integration))
  const deploy = (...flows: readonly Flow[]) => value(ask(editor, 'deploy', { base: server.runtime.revision, flows }))
  const rest = async (method: string, path: string, json?: unknown) => {
    const response = await server.call(`api/v1${path}`, { method, ...(json !== undefined && { json }) })
    const { status, headers } = response
    return { status, total: headers.get('x-total-count'), body: JSON.parse((await response.text()) || 'null') }
  }
  const names = ({ body }: { body: readonly StoredIntegration[] }) => body.map(({ id }) => id)
  const connected = (id: string) =>
    until(() => server.runtime.connections().find(one => one.id === id)?.status.state === 'connected')

  beforeEach(async () => {
    server = await startServer()
    editor = openEditor(server.url)
  })

  it('A02 are listed by pages, sorted, searched, filtered by type and status, with * and ?', async () => {
    for (const id of ['a', 'b', 'c']) await save(broker(id, { name: `Plant ${id.toUpperCase()}` }))
    await save({ id: 'r', type: 'test/renewing', name: 'Renewing', enabled: false, config: { token: 'first11' } })
    await save(broker('a', { name: 'Plant A' }))
    expect(names(await rest('GET', '/integrations'))).to.deep.equal(['a', 'b', 'c', 'r'])
    const page = await rest('GET', '/integrations?page=1&perPage=3')
    expect([names(page), page.total]).to.deep.equal([['r'], '4'])
    expect(names(await rest('GET', '/integrations?sort=id&order=desc'))).to.deep.equal(['r', 'c', 'b', 'a'])
    expect(names(await rest('GET', '/integrations?sort=updatedAt&order=desc'))[0]).to.equal('a')
    expect(names(await rest('GET', '/integrations?sort=createdAt'))[0]).to.equal('a')
    expect(names(await rest('GET', '/integrations?search=renew'))).to.deep.equal(['r'])
    expect(names(await rest('GET', '/integrations?search=plant+?'))).to.deep.equal(['a', 'b', 'c'])
    expect(names(await rest('GET', '/integrations?search=*b'))).to.deep.equal(['b'])
    expect(names(await rest('GET', '/integrations?type=test/ren*'))).to.deep.equal(['r'])
    expect(names(await rest('GET', '/integrations?status=disabled'))).to.deep.equal(['r'])
    expect((await rest('GET', '/integrations?sort=colour')).status).to.equal(422)
  })

  it('A03 A09 A22 A23 A24 A25 tell their last known status, since when, and why it is not better', async () => {
    const { ok, off, bad } = { ok: broker('ok'), off: broker('off', { enabled: false }), bad: broker('bad') }
    for (const one of [ok, off, { ...bad, config: { host: 'nowhere' } }]) await save(one)
    await save({ id: 'empty', type: 'test/renewing', name: 'Empty', config: {} })
    await connected('ok')
    const states = async () =>
      Object.fromEntries((await rest('GET', '/connections')).body.map((one: { id: string }) => [one.id, one]))
    await until(async () => (await states()).bad.status.state === 'error')
    const { ok: up, off: down, bad: lost, empty } = await states()
    expect([up.status.state, down.status.state, empty.status.state]).to.deep.equal([
      'connected',
      'disabled',
      'unconfigured'
    ])
    expect(up.since).to.be.a('number')
    expect(lost.status.reason).to.contain('nowhere')
    expect(empty.status.problems[0]).to.include({ path: '/token', message: 'is required' })
  })

  it('A04 A05 A20 tell the flows that use them, and which of those they trigger', async () => {
    await save(broker('a'))
    await save(broker('b'))
    await deploy(through('f', 'a', 'b'), through('g', 'b', 'b', { enabled: false }), buttonFlow({ id: 'h' }))
    expect(await value(ask(editor, 'integration:uses', { id: 'a' }))).to.deep.equal([
      { id: 'f', name: 'Flow f', enabled: true, triggered: true, nodes: [{ id: 'in', name: 'In', type: 'test/in' }] }
    ])
    const uses = (await rest('GET', '/integrations/b/flows')).body
    expect(uses.map((use: { id: string; triggered: boolean }) => [use.id, use.triggered])).to.deep.equal([
      ['g', true],
      ['f', false]
    ])
    expect(uses[1].nodes).to.deep.equal([{ id: 'out', name: 'Sender', type: 'test/out' }])
  })

  it('A07 keep the type that they were made with', async () => {
    await save(broker('a'))
    const changed = { ...broker('a'), type: 'test/renewing', config: { token: 'x' } }
    expect((await rest('PUT', '/integrations/a', changed)).status).to.equal(422)
  })

  it('A08 need a name of 1 to 255 characters', async () => {
    for (const name of ['', 'x'.repeat(256)])
      expect((await rest('PUT', '/integrations/a', broker('a', { name }))).body.problems[0].path).to.equal('/name')
    expect((await rest('PUT', '/integrations/a', broker('a', { name: 'x'.repeat(255) }))).status).to.equal(200)
  })

  it('A10 connect again when they are told to', async () => {
    await save(broker('a'))
    await connected('a')
    expect((await rest('POST', '/integrations/a/reconnect')).status).to.equal(204)
    expect((await rest('POST', '/integrations/none/reconnect')).status).to.equal(404)
  })

  it('A11 A21 ask for a role on each action: to look, to check, to change', async () => {
    const { paths } = (await rest('GET', '/openapi.json')).body
    const role = (method: string, path: string) => /role (\w+)/.exec(paths[path][method].description)?.[1]
    expect([role('get', '/integrations'), role('post', '/integrations/{id}/reconnect')]).to.deep.equal([
      'viewer',
      'operator'
    ])
    for (const [method, path] of [
      ['put', '/integrations/{id}'],
      ['delete', '/integrations/{id}'],
      ['post', '/integrations/{id}/test'],
      ['post', '/credentials/{id}/rotate']
    ] as const)
      expect(role(method, path)).to.equal('editor')
    expect(() => refuseBelow('operator', { name: 'Ann', role: 'viewer' })).to.throw('needs the role operator')
    expect(() => refuseBelow('operator', { name: 'Ann', role: 'editor' })).to.not.throw()
  })

  it('A17 count messages and bytes, in and out, by the minute of the last hour', async () => {
    await save(broker('a'))
    await save(broker('b'))
    await deploy(through('f', 'a', 'b'))
    await connected('a')
    await connected('b')
    const pushed: ActivityChange[] = []
    editor.on('activity', changes => pushed.push(...changes))
    for (const payload of ['four', 'four', 'fail', 'four']) await server.runtime.press('f/in', payload)
    await until(() => server.runtime.balance().done === 3)
    const [a, b] = await value(ask(editor, 'integrations:activity'))
    expect(a?.minutes.length).to.equal(60)
    expect(a?.lastHour).to.deep.equal({ received: 4, sent: 0, bytesReceived: 16, bytesSent: 0 })
    expect(b?.lastHour).to.deep.equal({ received: 0, sent: 3, bytesReceived: 0, bytesSent: 12 })
    expect(a?.total).to.deep.equal(a?.lastHour)
    expect(a?.minutes.at(-1)?.minute).to.satisfy((minute: number) => minute % 60_000 === 0)
    expect(a?.createdAt).to.be.a('number')
    await server.runtime.press('f/in', 'more')
    await until(() => pushed.some(({ id, total }) => id === 'a' && total.received === 5))
    expect((await rest('GET', '/activity')).body[0].total.received).to.equal(5)
  })

  it('A19 A20 are removed with the flows that they trigger, as one revision that can be restored', async () => {
    await save(broker('a'))
    await save(broker('b'))
    await deploy(through('f', 'a', 'b'), through('g', 'a', 'b'), through('h', 'b', 'a'))
    const { revision } = server.runtime
    expect((await rest('DELETE', '/integrations/a?includeFlows=true')).status).to.equal(204)
    expect(server.runtime.flows.map(({ id }) => id)).to.deep.equal(['h'])
    expect(server.runtime.revision).to.equal(revision + 1)
    const [latest] = (await rest('GET', '/revisions')).body
    expect(latest).to.deep.include({ number: revision + 1, note: 'Removed with Broker a' })

    const restored = await value(ask(editor, 'revisions:restore', { revision }))
    expect(restored).to.include({ revision: revision + 2 })
    expect(restored.integrations).to.deep.equal(['a'])
    expect(server.runtime.flows.map(({ id }) => id).toSorted()).to.deep.equal(['f', 'g', 'h'])
    const back = server.runtime.integrations.find(({ id }) => id === 'a')
    expect(back).to.deep.include({ name: 'Broker a', enabled: false })
    expect(back?.config).to.not.have.property('password')
    expect((await rest('POST', '/revisions/999/restore', {})).status).to.equal(404)
  })

  it('A19 keep the flows when nobody asks to remove them', async () => {
    await save(broker('a'))
    await deploy(through('f', 'a', 'a'))
    await value(ask(editor, 'integration:remove', { id: 'a' }))
    expect(server.runtime.flows.map(({ id }) => id)).to.deep.equal(['f'])
  })

  it('come back disabled, as do their flows, when what they need was secret', async () => {
    await save(broker('a'))
    const flow = through('f', 'a', 'a')
    const nodes = [flow.nodes[0], { ...flow.nodes[1], type: 'test/sealed', config: { token: 'plain-token' } }]
    await deploy({ ...flow, nodes: nodes as Flow['nodes'] })
    const { revision } = server.runtime
    await value(ask(editor, 'integration:remove', { id: 'a', includeFlows: true }))
    const { problems } = await value(ask(editor, 'revisions:restore', { revision }))
    expect(server.runtime.flows[0]).to.include({ enabled: false })
    expect(problems[0]).to.include({ path: '/config/token', severity: 'warning' })
  })

  it('A26 A27 A28 are tested, beside what runs', async () => {
    await save(broker('a'))
    expect((await rest('POST', '/integrations/a/test')).body).to.include({ passed: true, line: 'all well' })
    await save(broker('bad', { config: { host: 'nowhere', password: 'hunter22' } }))
    const failed = (await rest('POST', '/integrations/bad/test')).body
    expect(failed).to.include({ passed: false, stage: 'connect' })
    expect(failed.message).to.contain('cannot reach nowhere').and.not.contain('hunter22')
  })

  it('A25 A29 keep their log and their last error, without secrets, and push new lines', async () => {
    const lines: LogEvent[] = []
    editor.on('log', pushed => lines.push(...pushed))
    await save(broker('a'))
    await until(() => lines.some(({ message, owner }) => message === 'connected' && owner === 'a'))
    await save(broker('a', { config: { host: 'nowhere', password: 'hunter33' } }))
    await until(() => lines.some(({ message }) => message === 'integration lost'))
    const told = [(await rest('GET', '/integrations/a/log')).body, lines]
    expect(told[0].map(({ message }: LogEvent) => message)).to.include.members(['connected', 'integration lost'])
    expect(JSON.stringify(told)).to.not.match(/hunter22|hunter33/)
    const [activity] = await value(ask(editor, 'integrations:activity'))
    expect(activity?.lastError).to.include({ stage: 'connect' })
    await save(broker('a', { config: { host: 'h', password: 'hunter44' } }))
    await connected('a')
    expect((await value(ask(editor, 'integrations:activity')))[0]?.lastError?.message).to.contain('nowhere')
  })

  it('A30 A18 tell how much of their limits is used', async () => {
    await save(broker('a', { limits: { rate: { messages: 3, per: 'minute' }, concurrent: 2 } }))
    await deploy(through('f', 'a', 'a'))
    await connected('a')
    for (let i = 0; i < 5; i++) await server.runtime.press('f/in', i)
    const limits = async () => (await value(ask(editor, 'integrations:activity')))[0]?.limits
    await until(async () => (await limits())?.waiting === 2)
    expect(await limits()).to.deep.equal({
      rate: { used: 3, of: 3, per: 'minute' },
      concurrent: { used: 0, of: 2 },
      waiting: 2
    })
  })

  it('are duplicated: switched off, under another id and name, with secrets of their own', async () => {
    await save(broker('a'))
    const copy = await value(ask(editor, 'integration:duplicate', { id: 'a' }))
    expect(copy).to.include({ name: 'Broker a copy', enabled: false })
    const [first, second] = server.runtime.integrations
    expect(second?.id).to.equal(copy.id).and.not.equal('a')
    expect(second?.config.clientId)
      .to.match(/^client-/)
      .and.not.equal(first?.config.clientId)
    expect(second?.config.password).to.have.keys('$secret').and.not.deep.equal(first?.config.password)
    await save({ ...copy, enabled: true })
    await connected(copy.id)
    expect(server.connected.at(-1)).to.include({ password: 'hunter22' })
    expect((await rest('POST', '/integrations/a/duplicate', {})).body.name).to.equal('Broker a copy 2')
  })
})
