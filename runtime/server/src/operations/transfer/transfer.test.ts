import type { StoredIntegration } from '@millrace/engine'
import { expect } from 'chai'
import type { ExportFile } from '../../protocol.ts'
import { ask, buttonFlow, openEditor, startServer, value } from '../../testing/test-server.ts'

const broker: StoredIntegration = {
  id: 'b',
  type: 'test/broker',
  name: 'Broker',
  config: { host: 'h', password: 'hunter22', login: 'l' }
}
const login = { id: 'l', type: 'test/login', name: 'Login', config: { user: 'ann', password: 'hunter33' } }
const flow = buttonFlow({
  nodes: [
    { id: 'in', type: 'test/in', integration: 'b', at: [0, 0], wires: [['show']] },
    { id: 'show', type: 'test/show', config: { token: 'hunter44' }, at: [9, 0], wires: [['sign']] },
    { id: 'sign', type: 'test/signed', config: { login: 'l' }, at: [19, 0], wires: [] }
  ]
})

const filled = async () => {
  const server = await startServer()
  const editor = openEditor(server.url)
  await value(ask(editor, 'credential:save', login))
  await value(ask(editor, 'credential:save', { ...login, id: 'unused', name: 'Unused' }))
  await value(ask(editor, 'integration:save', broker))
  await value(ask(editor, 'globals:save', { site: 'A' }))
  await value(ask(editor, 'deploy', { base: server.runtime.revision, flows: [flow] }))
  return { server, editor }
}

describe('Q04 export and import', () => {
  it('A33 Q04 export flows with what they use, without secrets, and without the values of globals unless asked', async () => {
    const { editor } = await filled()
    const file = await value(ask(editor, 'export', { flows: ['f'] }))
    expect(JSON.stringify(file)).to.not.match(/hunter\d\d/)
    expect(file.integrations.map(({ id }) => id)).to.deep.equal(['b'])
    expect(file.credentials.map(({ id }) => id)).to.deep.equal(['l'])
    expect(file.integrations[0]?.config.password).to.deep.equal({ $secret: '' })
    expect(file.globals).to.deep.equal({})
    expect((await value(ask(editor, 'export', { globals: true }))).globals).to.deep.equal({ site: 'A' })
    expect((await value(ask(editor, 'export', {}))).credentials.length).to.equal(2)
  })

  it('Q04 arrive disabled on a server that has none of it, under the same ids, and ask for the secrets again', async () => {
    const source = await filled()
    const file = await value(ask(source.editor, 'export', { globals: true }))
    const { runtime, call } = await startServer()
    const response = await call('api/v1/import', { method: 'POST', json: file })
    expect(response.status).to.equal(200)
    const result = await response.json()
    expect(result.flows).to.deep.equal([{ id: 'f', name: 'Button' }])
    expect(result.globals).to.deep.equal(['site'])
    expect(result.secrets.map(({ kind, id, path }: Record<string, string>) => `${kind} ${id} ${path}`)).to.have.members(
      ['credential l /password', 'credential unused /password', 'integration b /password', 'node f/show /token']
    )
    expect(runtime.flows[0]).to.include({ id: 'f', enabled: false })
    expect(runtime.flows[0]?.nodes[0]).to.include({ integration: 'b' })
    expect(runtime.integrations[0]).to.include({ id: 'b', enabled: false })
    expect(runtime.integrations[0]?.config).to.not.have.property('password')
  })

  it('Q04 get new ids and names where those are taken, and what pointed to them follows', async () => {
    const { server, editor } = await filled()
    const file = await value(ask(editor, 'export', {}))
    const result = await value(ask(editor, 'import', { file }))
    const [integration] = result.integrations
    const credential = result.credentials.find(({ was }) => was === 'l')
    expect(integration).to.include({ name: 'Broker', was: 'b' })
    expect(server.runtime.credentials.map(({ name }) => name)).to.include.members(['Login', 'Login 2'])
    const copy = server.runtime.flows.find(({ id }) => id === result.flows[0]?.id)
    expect(copy?.nodes.map(node => node.integration)).to.deep.equal([integration?.id, undefined, undefined])
    expect(copy?.nodes[2]?.config).to.deep.equal({ login: credential?.id })
    const adopted = server.runtime.integrations.find(({ id }) => id === integration?.id)
    expect(adopted?.config).to.include({ login: credential?.id })
    expect(adopted?.config.clientId).to.not.equal(server.runtime.integrations[0]?.config.clientId)
    expect(server.runtime.flows.find(({ id }) => id === 'f')).to.not.have.property('enabled')
  })

  it('Q04 lose what points to nothing, and are refused whole when no plugin contributes a type', async () => {
    const source = await filled()
    const { integrations: _, ...rest } = await value(ask(source.editor, 'export', {}))
    const { runtime, call, url } = await startServer()
    const send = (file: unknown) => call('api/v1/import', { method: 'POST', json: file })
    expect((await send({ ...rest, integrations: [] })).status).to.equal(200)
    expect(runtime.flows[0]?.nodes[0]).to.not.have.property('integration')
    const foreign: ExportFile = { ...rest, integrations: [{ ...broker, type: 'none/such' }] }
    const refused = await ask(openEditor(url), 'import', { file: foreign })
    expect(refused).to.have.nested.property('error.problems[0].path', '/integrations/0/type')
    expect(runtime.flows.length).to.equal(1)
    expect((await send({ format: 2 })).status).to.equal(422)
  })
})
