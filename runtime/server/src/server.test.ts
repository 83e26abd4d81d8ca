import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { flowText } from './files/flow-text.ts'
import { PendingDeploy } from './files/pending-deploy.ts'
import { createServer } from './server.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'
import { ask, buttonFlow, openEditor, startServer, value } from './testing/test-server.ts'
import { until } from './testing/until.ts'

const failure = (promise: Promise<unknown>): Promise<Error & { code?: string }> =>
  promise.then(
    () => new Error('did not fail'),
    error => error
  )

describe('server', () => {
  it('keeps what was deployed over a restart', async () => {
    const first = await startServer()
    const { revision } = await value(
      ask(openEditor(first.url), 'deploy', { base: first.runtime.revision, flows: [buttonFlow()] })
    )
    await first.stop()
    const second = await startServer({ dataDir: first.dataDir })
    expect(second.runtime.flows).to.deep.equal([buttonFlow()])
    expect(second.runtime.revision).to.equal(revision)
  })

  it('starts an empty folder with the demo and greets, until something was deployed', async () => {
    const demo = buttonFlow({ id: 'demo', name: 'Demo' })
    const { url, runtime, dataDir, stop } = await startServer({ demo })
    const editor = openEditor(url)
    const { firstRun, flows } = await value(ask(editor, 'workspace'))
    expect(firstRun).to.equal(true)
    expect(flows).to.deep.equal([demo])
    expect(readdirSync(join(dataDir, 'flows'))).to.deep.equal(['demo.json'])
    await value(ask(editor, 'deploy', { base: runtime.revision, flows: [] }))
    expect((await value(ask(editor, 'workspace'))).firstRun).to.equal(false)
    await stop()
    const again = await startServer({ dataDir, demo })
    expect(again.runtime.flows).to.deep.equal([])
  })

  it('runs what it can and tells of the rest', async () => {
    const dataDir = temporaryFolder()
    mkdirSync(join(dataDir, 'flows'))
    mkdirSync(join(dataDir, 'plugins'))
    writeFileSync(join(dataDir, 'flows', 'good.json'), JSON.stringify(buttonFlow()))
    writeFileSync(join(dataDir, 'flows', 'bad.json'), '{\n  "format": 1,\n  oh }')
    writeFileSync(join(dataDir, 'integrations.json'), '[]')
    writeFileSync(join(dataDir, 'plugins', 'bad.ts'), 'throw new Error("boom")')
    const { url, runtime } = await startServer({ dataDir })
    const editor = openEditor(url)
    const { notices, flows } = await value(ask(editor, 'workspace'))
    expect(flows.map(({ id }) => id)).to.deep.equal(['f'])
    const text = notices.map(({ message }) => message).join('\n')
    for (const part of ['flows/bad.json, line 3', 'integrations.json, line 1', 'plugins/bad.ts', 'boom'])
      expect(text).to.contain(part)
    await runtime.press('f/button', 'hello')
    const saved = await ask(editor, 'integration:save', { id: 'b', type: 'test/broker', name: 'B', config: {} })
    expect(saved).to.have.nested.property('error.code', 'FILE_BROKEN')
    expect(readFileSync(join(dataDir, 'integrations.json'), 'utf8')).to.equal('[]')
  })

  it('takes a change of the files while it was stopped as a revision of its own', async () => {
    const first = await startServer()
    await value(ask(openEditor(first.url), 'deploy', { base: first.runtime.revision, flows: [buttonFlow()] }))
    const { revision } = first.runtime
    await first.stop()
    const file = join(first.dataDir, 'flows', 'button.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"at": [100, 0]', '"at": [120, 0]'))
    const second = await startServer({ dataDir: first.dataDir })
    expect(second.runtime.revision).to.equal(revision + 1)
    const [latest] = await value(ask(openEditor(second.url), 'revisions:list'))
    expect(latest).to.deep.include({ author: 'files', note: 'Changed on the disk' })
  })

  it('finishes a deploy that a crash interrupted between the runtime and the files', async () => {
    const dataDir = temporaryFolder()
    mkdirSync(join(dataDir, 'flows'))
    await new PendingDeploy(dataDir).note({ 'flows/button.json': flowText(buttonFlow()) })
    const { runtime } = await startServer({ dataDir })
    expect(runtime.flows).to.deep.equal([buttonFlow()])
    expect(readdirSync(dataDir)).to.not.include('deploy.pending.json')
  })

  it('does not overwrite a file that somebody changed while it runs', async () => {
    const { url, runtime, dataDir } = await startServer()
    const editor = openEditor(url)
    const deploy = (name: string) =>
      ask(editor, 'deploy', { base: runtime.revision, flows: [buttonFlow({ name, description: name })] })
    await value(deploy('Button'))
    const file = join(dataDir, 'flows', 'button.json')
    const ours = readFileSync(file, 'utf8')
    writeFileSync(file, ours.replace('[100, 0]', '[100, 99]'))
    expect(await deploy('Other')).to.have.nested.property('error.code', 'FILE_CHANGED')
    expect(readFileSync(file, 'utf8')).to.contain('[100, 99]')
    writeFileSync(file, ours)
    await value(deploy('Other'))
    await value(deploy('Button'))
    expect(readdirSync(join(dataDir, 'flows'))).to.deep.equal(['button.json'])
  })

  it('refuses a second server on the same folder, and gives everything back when it does', async () => {
    const first = await startServer()
    expect(
      (await failure(createServer({ dataDir: first.dataDir, settings: { port: 0, logLevel: 'silent' } }))).code
    ).to.equal('FOLDER_LOCKED')
    await first.stop()
    const { stop } = await startServer({ dataDir: first.dataDir })
    await stop()
  })

  it('says which port is taken, and releases the folder', async () => {
    const first = await startServer()
    const port = Number(new URL(first.url).port)
    const dataDir = temporaryFolder()
    const taken = await failure(createServer({ dataDir, settings: { port, logLevel: 'silent' } }))
    expect(taken.code).to.equal('PORT_TAKEN')
    expect(taken.message).to.contain(String(port))
    await startServer({ dataDir })
  })

  it('refuses a public address without a password', async () => {
    const refused = await failure(createServer({ dataDir: temporaryFolder(), settings: { host: '0.0.0.0', port: 0 } }))
    expect(refused.code).to.equal('ADDRESS_PUBLIC')
    await startServer({ settings: { host: '0.0.0.0', password: 'open sesame' } })
  })

  it('lets messages under way finish before it stops', async () => {
    const { url, runtime, stop } = await startServer()
    await value(ask(openEditor(url), 'deploy', { base: runtime.revision, flows: [buttonFlow()] }))
    const pressed = runtime.press('f/button', 'last')
    await Promise.all([pressed, stop()])
    expect(runtime.balance()).to.include({ arrived: 1, done: 1, onTheWay: 0 })
  })

  it('goes on with what was under way when it was stopped', async () => {
    const first = await startServer()
    await value(ask(openEditor(first.url), 'deploy', { base: first.runtime.revision, flows: [buttonFlow()] }))
    await first.runtime.press('f/button', 'fail')
    await until(() => first.runtime.journal.deadLetterCount() === 1)
    await first.stop()
    const second = await startServer({ dataDir: first.dataDir })
    expect(second.runtime.journal.deadLetterCount()).to.equal(1)
  })
})
