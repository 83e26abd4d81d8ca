import type { StoredCredential } from '@millrace/engine'
import { expect } from 'chai'
import type { ExpiryWarning } from '../protocol.ts'
import { ask, buttonFlow, openEditor, startServer, value } from '../testing/test-server.ts'
import { until } from '../testing/until.ts'

const login = (id: string, more: Partial<StoredCredential> = {}): StoredCredential => ({
  id,
  type: 'test/login',
  name: `Login ${id}`,
  config: { user: 'ann', password: `secret-${id}` },
  ...more
})
const broker = { id: 'b', type: 'test/broker', name: 'Broker', config: { host: 'h', login: 'one' } }

describe('Q12 service credentials', () => {
  let server: Awaited<ReturnType<typeof startServer>>
  let editor: ReturnType<typeof openEditor>
  const save = (credential: StoredCredential) => ask(editor, 'credential:save', credential)
  const list = (filter = {}) => value(ask(editor, 'credentials:list', filter))
  const rest = (method: string, path: string, json?: unknown) =>
    server.call(`api/v1${path}`, { method, ...(json !== undefined && { json }) })

  beforeEach(async () => {
    server = await startServer()
    editor = openEditor(server.url)
    await value(save(login('one', { description: 'Of the plant' })))
  })

  it('Q12 never return a secret, whichever way they are asked for', async () => {
    await value(ask(editor, 'credential:rotate', { id: 'one', config: { password: 'rotated-one' } }))
    const told = [
      await list(),
      (await value(ask(editor, 'workspace'))).credentials,
      await value(ask(editor, 'export', {})),
      await (await rest('GET', '/credentials')).json(),
      await (await rest('GET', '/credentials/one')).json()
    ]
    expect(JSON.stringify(told)).to.not.match(/secret-one|rotated-one/)
    expect(told[0]).to.have.nested.property('[0].credential.config.password.$secret')
    expect(told[0]).to.have.nested.property('[0].credential.description', 'Of the plant')
  })

  it('Q12 have names of their own', async () => {
    expect(await save(login('two', { name: ' login ONE ' }))).to.have.nested.property('error.code', 'NAME_TAKEN')
    await value(save(login('one', { config: { user: 'bob' } })))
    expect((await rest('PUT', '/credentials/two', login('two', { name: 'Login one' }))).status).to.equal(409)
  })

  it('Q12 tell what uses them, are not removed meanwhile unless they must, and are found by type and use', async () => {
    await value(ask(editor, 'integration:save', broker))
    await value(save(login('spare')))
    const flow = buttonFlow({
      nodes: [{ id: 'n', type: 'test/signed', name: 'Signer', config: { login: 'one' }, at: [0, 0], wires: [] }]
    })
    await value(ask(editor, 'deploy', { base: server.runtime.revision, flows: [flow] }))
    const uses = [
      { kind: 'integration', id: 'b', name: 'Broker', path: '/login' },
      { kind: 'node', id: 'f/n', name: 'Signer', path: '/login', flow: { id: 'f', name: 'Button' } }
    ]
    expect((await list()).map(view => [view.credential.id, view.uses])).to.deep.equal([
      ['one', uses],
      ['spare', []]
    ])
    expect((await list({ unused: true })).map(({ credential }) => credential.id)).to.deep.equal(['spare'])
    expect(await list({ type: 'test/other' })).to.deep.equal([])
    expect((await list({ search: 'SPARE' })).length).to.equal(1)

    const refused = await ask(editor, 'credential:remove', { id: 'one' })
    expect(refused).to.have.nested.property('error.code', 'CREDENTIAL_IN_USE')
    expect(refused).to.have.deep.nested.property('error.uses', uses)
    expect(refused).to.have.nested.property('error.message').that.contains('Signer in Button')
    expect((await rest('DELETE', '/credentials/one')).status).to.equal(409)
    expect((await rest('DELETE', '/credentials/one?force=true')).status).to.equal(204)
    expect(server.runtime.credentials.map(({ id }) => id)).to.deep.equal(['spare'])
  })

  it('Q12 make what uses them fail with a clear error while they are disabled, and nothing else', async () => {
    await value(ask(editor, 'integration:save', broker))
    const signed = buttonFlow({
      id: 'signed',
      name: 'Signed',
      nodes: [{ id: 'n', type: 'test/signed', config: { login: 'one' }, at: [0, 0], wires: [] }]
    })
    await value(ask(editor, 'deploy', { base: server.runtime.revision, flows: [buttonFlow(), signed] }))
    const connection = () => server.runtime.connections()[0]?.status
    await until(() => connection()?.state === 'connected')

    await value(save(login('one', { enabled: false })))
    await until(() => connection()?.state === 'error')
    expect(connection()).to.include({ code: 'CREDENTIAL_DISABLED' })
    expect(connection()).to.have.property('reason').that.contains('Login one').and.contains('switched off')
    expect(server.runtime.statuses().find(({ address }) => address === 'signed/n')).to.include({ level: 'error' })
    await server.runtime.press('f/button', 'works')
    await until(() => server.runtime.statuses().some(({ text }) => text === 'got works'))

    await value(save(login('one', { enabled: true })))
    await until(() => connection()?.state === 'connected')
    expect(server.runtime.statuses().find(({ address }) => address === 'signed/n')).to.equal(undefined)
  })

  it('A33 are rotated: what uses them connects with the new secret, nothing else is touched, nothing is deployed', async () => {
    await value(ask(editor, 'integration:save', broker))
    await value(ask(editor, 'integration:save', { id: 'c', type: 'test/broker', name: 'Other', config: { host: 'o' } }))
    await until(() => server.connected.length === 2)
    const { revision } = server.runtime
    const rotated = await rest('POST', '/credentials/one/rotate', { config: { password: 'rotated-one' } })
    expect(await rotated.json()).to.include({ id: 'one', name: 'Login one' })
    await until(() => server.connected.length === 3)
    expect(server.connected.at(-1)).to.deep.nested.include({
      host: 'h',
      login: { user: 'ann', password: 'rotated-one', type: 'test/login' }
    })
    expect(server.runtime.revision).to.equal(revision)
    expect((await rest('POST', '/credentials/none/rotate', { config: {} })).status).to.equal(404)
  })

  it('A33 warn before something of them ends, and when it has', async () => {
    const told: (readonly ExpiryWarning[])[] = []
    editor.on('expiries', warnings => told.push(warnings))
    const day = 24 * 3600 * 1000
    const soon = Date.now() + 5 * day
    await value(save(login('one', { config: { user: 'ann', password: 'p', expires: soon } })))
    await until(() => told.length === 1)
    expect(told[0]).to.deep.equal([
      { kind: 'credential', id: 'one', name: 'Login one', path: '/expires', what: 'the login', at: soon, state: 'soon' }
    ])
    expect((await list())[0]?.expiries).to.deep.equal(told[0])
    await value(save(login('one', { config: { user: 'ann', password: 'p', expires: Date.now() - day } })))
    await until(() => told.length === 2)
    expect(told[1]?.[0]).to.include({ state: 'over' })
    expect((await value(ask(editor, 'workspace'))).expiries).to.deep.equal(told[1])
    await value(save(login('one', { config: { user: 'ann', password: 'p', expires: Date.now() + 300 * day } })))
    await until(() => told.length === 3)
    expect(told[2]).to.deep.equal([])
  })

  it('show their definition plain secrets of its own type, and no others', async () => {
    const password = (await list())[0]?.credential.config.password
    const ask1 = (config: object) => value(ask(editor, 'problems', { type: 'test/login', config }))
    expect(await ask1({ user: 'ann', password: 'ann' })).to.deep.equal([
      { path: '/password', message: 'is the name of the user' }
    ])
    expect(await ask1({ user: 'secret-one', password })).to.deep.equal([
      { path: '/password', message: 'is the name of the user' }
    ])
    await value(ask(editor, 'integration:save', { ...broker, config: { host: 'h', password: 'anothers' } }))
    const foreign = server.runtime.integrations[0]?.config.password
    expect(await ask1({ user: 'anothers', password: foreign })).to.deep.equal([])
  })
})
