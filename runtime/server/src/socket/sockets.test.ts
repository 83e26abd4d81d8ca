import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StoredIntegration } from '@millrace/engine'
import { isSecretReference, secretReferences } from '@millrace/sdk'
import { expect } from 'chai'
import type { DebugMessage, Requests } from '../protocol.ts'
import { ask, buttonFlow, type Editor, openEditor, startServer, value } from '../testing/test-server.ts'
import { until } from '../testing/until.ts'

const broker = (more: Partial<StoredIntegration> = {}): StoredIntegration => ({
  id: 'b',
  type: 'test/broker',
  name: 'Broker',
  config: { host: 'one', password: 'hunter22' },
  ...more
})

/** Everything that one kind of push brings, in the order in which it comes. */
const collect = <T>(editor: Editor, push: string): T[] => {
  const all: T[] = []
  editor.on(push as never, ((pushed: T) => all.push(pushed)) as never)
  return all
}

describe('sockets', () => {
  let server: Awaited<ReturnType<typeof startServer>>
  let editor: Editor
  beforeEach(async () => {
    server = await startServer()
    editor = openEditor(server.url)
  })

  const deploy = (...flows: Parameters<Requests['deploy']>[0]['flows']) =>
    value(ask(editor, 'deploy', { base: server.runtime.revision, flows }))

  describe('deploy', () => {
    it('answers with the revision and tells every editor of the flows', async () => {
      const other = openEditor(server.url)
      await value(ask(other, 'workspace'))
      const deployed = collect<{ revision: number; by?: string }>(other, 'deployed')
      const { revision } = await deploy(buttonFlow())
      await until(() => deployed.length > 0)
      expect(deployed[0]).to.deep.equal({ revision, flows: [buttonFlow()], by: 'admin' })
      expect(readFileSync(join(server.dataDir, 'flows', 'button.json'), 'utf8')).to.contain('"name": "Button"')
    })

    it('is refused whole when there are problems, and nothing has changed', async () => {
      const { revision } = await deploy(buttonFlow())
      const bad = buttonFlow({ nodes: [{ id: 'x', type: 'test/none', at: [0, 0], wires: [] }] })
      const answer = await ask(editor, 'deploy', { base: revision, flows: [bad] })
      expect(answer).to.have.nested.property('error.code', 'DEPLOY_INVALID')
      expect(answer).to.have.nested.property('error.problems[0].node', 'x')
      expect(server.runtime.revision).to.equal(revision)
      expect(readFileSync(join(server.dataDir, 'flows', 'button.json'), 'utf8')).to.contain('test/button')
      expect(await value(ask(editor, 'check', { flows: [bad] }))).to.have.length(1)
    })

    it('leaves files, secrets and runtime as they were when a node cannot be created', async () => {
      const { revision } = await deploy(buttonFlow())
      const files = () =>
        ['flows/button.json', 'credentials.json'].map(name => readFileSync(join(server.dataDir, name), 'utf8'))
      await value(ask(editor, 'integration:save', broker()))
      const before = files()
      const show = {
        id: 'show',
        type: 'test/show',
        config: { url: 'refused', token: 'hunter33' },
        at: [0, 0],
        wires: []
      }
      const answer = await ask(editor, 'deploy', {
        base: revision,
        flows: [buttonFlow({ name: 'New', nodes: [show as never] })]
      })
      expect(answer).to.have.nested.property('error.message').that.contains('cannot be created')
      expect(server.runtime.revision).to.equal(revision)
      expect(files()).to.deep.equal(before)
      expect(readdirSync(server.dataDir)).to.not.include('deploy.pending.json')
    })

    it('is refused when somebody else deployed in between', async () => {
      const base = server.runtime.revision
      await deploy(buttonFlow())
      const late = await ask(editor, 'deploy', { base, flows: [] })
      expect(late).to.have.nested.property('error.code', 'DEPLOY_STALE')
    })

    it('keeps every deploy as a revision that can be looked at', async () => {
      await value(ask(editor, 'deploy', { base: server.runtime.revision, flows: [buttonFlow()], note: 'first' }))
      const { revision } = await deploy()
      const [latest, before] = await value(ask(editor, 'revisions:list'))
      expect([latest?.number, before?.number]).to.deep.equal([revision, revision - 1])
      expect(before).to.include({ author: 'admin', note: 'first' })
      expect(await value(ask(editor, 'revisions:get', { revision: revision - 1 }))).to.deep.equal([buttonFlow()])
    })

    it('seals secrets of nodes, hands them to the node, and asks again when the node goes elsewhere', async () => {
      const withToken = (token: unknown, url = 'https://one.example') => {
        const [button, show] = buttonFlow().nodes
        return buttonFlow({ nodes: [button, { ...show, config: { token, url } }] as never })
      }
      const shown = collect<DebugMessage[]>(editor, 'debug')
      await deploy(withToken('hunter22'))
      const sealed = server.runtime.flows[0]?.nodes[1]?.config?.token
      expect(isSecretReference(sealed)).to.equal(true)
      expect(readFileSync(join(server.dataDir, 'flows', 'button.json'), 'utf8')).to.not.contain('hunter22')
      await value(ask(editor, 'press', { address: 'f/button', input: 'token' }))
      await until(() => shown.length > 0)
      expect(shown[0]?.[0]?.value).to.equal('"hunter22"')

      await deploy(withToken(sealed))
      const moved = { base: server.runtime.revision, flows: [withToken(sealed, 'https://two.example')] }
      expect(await ask(editor, 'deploy', moved)).to.have.nested.property('error.problems[0].path', '/config/token')
    })
  })

  describe('integrations', () => {
    it('are saved with secrets sealed, generated fields made, and told to every editor', async () => {
      const told = collect<StoredIntegration[]>(editor, 'integrations')
      const saved = await value(ask(editor, 'integration:save', broker()))
      expect(isSecretReference(saved.config.password)).to.equal(true)
      expect(saved.config.clientId).to.match(/^client-[0-9a-f]{8}$/)
      await until(() => told.length > 0)
      expect(told[0]).to.deep.equal([saved])
      await until(() => server.connected.length > 0)
      expect(server.connected[0]).to.include({ host: 'one', password: 'hunter22' })
      expect((await value(ask(editor, 'workspace'))).integrations).to.deep.equal([saved])
      const files = ['integrations.json', 'credentials.json'].map(name =>
        readFileSync(join(server.dataDir, name), 'utf8')
      )
      expect(files.join()).to.not.contain('hunter22')
    })

    it('ask for their secrets again when the address changes, also for a test', async () => {
      const saved = await value(ask(editor, 'integration:save', broker()))
      const moved = { ...saved, config: { ...saved.config, host: 'evil' } }
      const refused = await ask(editor, 'integration:save', moved)
      expect(refused).to.have.nested.property('error.problems[0].path', '/password')
      const tested = await ask(editor, 'integration:test', { run: 'r', integration: moved })
      expect(tested).to.have.nested.property('error.problems[0].path', '/password')
      const stolen = await ask(editor, 'integration:save', {
        ...saved,
        id: 'c',
        config: { ...saved.config, host: 'evil' }
      })
      expect(stolen).to.have.nested.property('error.problems[0].path', '/password')
      expect(server.connected.some(config => (config as { host: string }).host === 'evil')).to.equal(false)
      await value(ask(editor, 'integration:save', { ...moved, config: { ...moved.config, password: 'again22' } }))
    })

    it('are tested stage by stage, and the result holds no secret', async () => {
      const stages = collect<{ run: string; name: string; outcome: string }>(editor, 'test:stage')
      const integration = broker({ config: { host: 'nowhere', password: 'hunter22' } })
      await value(ask(editor, 'integration:save', integration))
      const result = await value(ask(editor, 'integration:test', { run: 'r1', integration }))
      expect(result).to.include({ passed: false, stage: 'connect' })
      expect(JSON.stringify(result)).to.not.contain('hunter22')
      expect(
        stages.some(({ run, name, outcome }) => run === 'r1' && name === 'connect' && outcome === 'failed')
      ).to.equal(true)
      const passed = await value(ask(editor, 'integration:test', { run: 'r2', integration: broker({ id: 'new' }) }))
      expect(passed).to.include({ passed: true, line: 'all well' })
    })

    it('show their log, status and error without secrets', async () => {
      const states = collect<{ id: string }[]>(editor, 'connection')
      await value(ask(editor, 'integration:save', broker({ config: { host: 'nowhere', password: 'hunter22' } })))
      await until(() => states.flat().some(state => JSON.stringify(state).includes('cannot reach')))
      const log = await value(ask(editor, 'integration:log', { id: 'b' }))
      const { connections } = await value(ask(editor, 'workspace'))
      expect(JSON.stringify(log)).to.contain('cannot reach nowhere')
      for (const seen of [states, log, connections, server.lines])
        expect(JSON.stringify(seen)).to.not.contain('hunter22')
    })

    it('are removed with their secrets and, when asked, with the flows that they trigger', async () => {
      await value(ask(editor, 'integration:save', broker()))
      const triggered = buttonFlow({
        id: 'g',
        nodes: [{ id: 'in', type: 'test/in', integration: 'b', at: [0, 0], wires: [] }]
      })
      await deploy(buttonFlow(), triggered)
      await value(ask(editor, 'integration:remove', { id: 'b', includeFlows: true }))
      expect(server.runtime.flows.map(({ id }) => id)).to.deep.equal(['f'])
      expect(server.runtime.integrations).to.deep.equal([])
      expect(readFileSync(join(server.dataDir, 'credentials.json'), 'utf8')).to.contain('"secrets": {}')
    })

    it('keep what their far side issues, sealed', async () => {
      const integration = { id: 'r', type: 'test/renewing', name: 'R', config: { token: 'first222' } }
      await value(ask(editor, 'integration:save', integration))
      const file = () => readFileSync(join(server.dataDir, 'integrations.json'), 'utf8')
      const before = file()
      await until(() => file() !== before)
      const { integrations } = await value(ask(editor, 'workspace'))
      expect(isSecretReference(integrations[0]?.config.token)).to.equal(true)
      expect(file()).to.not.contain('renewed22')
      await server.stop()
      const again = await startServer({ dataDir: server.dataDir })
      const [id = ''] = secretReferences(again.runtime.integrations[0]?.config)
      expect(again.parts.folder.vault.secret(id)).to.equal('renewed22')
    })

    it('use credentials that are kept once', async () => {
      const login = { id: 'l', type: 'test/login', name: 'Login', config: { user: 'me', password: 'shared22' } }
      const saved = await value(ask(editor, 'credential:save', login))
      expect(isSecretReference(saved.config.password)).to.equal(true)
      await value(ask(editor, 'integration:save', broker({ config: { host: 'one', login: 'l' } })))
      await until(() => server.connected.length > 0)
      expect(server.connected[0]).to.have.deep.property('login', {
        type: 'test/login',
        user: 'me',
        password: 'shared22'
      })
    })

    it('offer values, of the right one', async () => {
      await value(ask(editor, 'integration:save', broker()))
      await until(() => server.runtime.connections()[0]?.status.state === 'connected')
      const options = await value(ask(editor, 'options', { integration: 'b', list: 'topics', search: 'x' }))
      expect(options).to.deep.equal([{ value: 'x-topic' }])
    })
  })

  it('push debug messages, statuses and traffic, and keep a history for who comes later', async () => {
    const debug = collect<DebugMessage[]>(editor, 'debug')
    const statuses = collect<{ address: string; text: string }[]>(editor, 'status')
    const traffic = collect<{ balance: { done: number } }>(editor, 'traffic')
    await deploy(buttonFlow())
    await value(ask(editor, 'press', { address: 'f/button', input: 'hello' }))
    await until(() => debug.length > 0 && statuses.length > 0 && traffic.some(({ balance }) => balance.done === 1))
    expect(debug.flat()[0]).to.include({ address: 'f/show', value: '"hello"' })
    expect(statuses.flat()).to.deep.include.members([{ ...statuses.flat()[0], address: 'f/show', text: 'got hello' }])
    const late = await value(ask(openEditor(server.url), 'workspace'))
    expect(late.debug.map(({ value: text }) => text)).to.deep.equal(['"hello"'])
    expect(await value(ask(editor, 'wire:last', { address: 'f/button', port: 0 }))).to.contain('"hello"')
    await value(ask(editor, 'debug:clear'))
    expect((await value(ask(editor, 'workspace'))).debug).to.deep.equal([])
  })

  it('list, replay and purge dead letters, and tell how many there are', async () => {
    const counts = collect<{ count: number }>(editor, 'deadLetters')
    await deploy(buttonFlow())
    await value(ask(editor, 'press', { address: 'f/button', input: 'fail' }))
    await until(() => counts.at(-1)?.count === 1)
    const [letter] = await value(ask(editor, 'deadletters:list', {}))
    expect(letter?.error.message).to.contain('failed as asked')
    expect(await value(ask(editor, 'deadletters:replay', { ids: [letter?.id ?? ''] }))).to.equal(1)
    await until(async () => (await value(ask(editor, 'deadletters:list', {}))).length === 1)
    expect(await value(ask(editor, 'deadletters:purge', {}))).to.equal(1)
    await until(() => counts.at(-1)?.count === 0)
  })

  it('save globals and preview templates with them', async () => {
    const told = collect<object>(editor, 'globals')
    await value(ask(editor, 'globals:save', { site: { name: 'North' } }))
    await until(() => told.length > 0)
    const preview = (template: string) => value(ask(editor, 'preview', { template }))
    expect(await preview('{{globals.site.name}}/{{msg.id}}')).to.deep.equal({ text: 'North/{{msg.id}}' })
    expect(await preview('{{globals.none}}'))
      .to.have.property('problem')
      .that.contains('none')
    expect(await preview('{{')).to.have.property('problem')
  })

  it('answer every request, also one that does not fit or does not exist', async () => {
    const wrong = await ask(editor, 'deploy', { base: 'x', flows: [{}] } as never)
    expect(wrong).to.have.nested.property('error.code', 'CONFIG_INVALID')
    expect(wrong)
      .to.have.nested.property('error.problems')
      .that.deep.include({ path: '/flows/0/id', message: 'is required' })
    const unknown = await ask(editor, 'constructor' as 'workspace')
    expect(unknown).to.have.nested.property('error.code', 'NOT_FOUND')
    expect(await ask(editor, 'press', { address: 'f/none' })).to.have.nested.property('error.code', 'NODE_UNKNOWN')
  })
})
