import { createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Flow } from '@millrace/engine'
import { expect } from 'chai'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { ask, openEditor, startServer, value } from '../testing/test-server.ts'
import { until } from '../testing/until.ts'
import { restoreBackup } from './restore-backup.ts'

/** Takes in what it is pressed with, and is done with it when its state says so. */
const tallied: Flow = {
  format: 1,
  id: 'f',
  name: 'Tallied',
  nodes: [
    { id: 'in', type: 'test/safe', at: [0, 0], wires: [['tally']] },
    { id: 'tally', type: 'test/tally', at: [9, 0], wires: [] }
  ]
}

const failure = (promise: Promise<unknown>): Promise<{ code?: string }> =>
  promise.then(
    () => ({}),
    error => error
  )

describe('backup and restore', function () {
  this.timeout(60_000)

  const save = async (server: Awaited<ReturnType<typeof startServer>>, query = '') => {
    const file = join(temporaryFolder(), 'backup.tar.gz')
    const response = await server.call(`api/v1/backup${query}`, { method: 'POST' })
    expect(response.headers.get('content-disposition')).to.match(/millrace-.*\.tar\.gz/)
    await pipeline(response.body as never, createWriteStream(file))
    return file
  }
  const restored = async (file: string) => {
    const dataDir = join(temporaryFolder(), 'restored')
    const manifest = await restoreBackup(file, dataDir)
    return { dataDir, manifest }
  }

  /** Presses without end; `safe` are those whose source was told that they are. */
  const load = async () => {
    const server = await startServer({ settings: { spillAfter: 0, drainTimeout: 0 } })
    const editor = openEditor(server.url)
    await value(ask(editor, 'deploy', { base: server.runtime.revision, flows: [tallied] }))
    const safe: number[] = []
    let pressing = true
    const loop = (async () => {
      for (let n = 0; pressing; n++) {
        void server.runtime.press('f/in', n).then(() => safe.push(n))
        if (n % 10 === 0) await new Promise(resolve => setTimeout(resolve, 2))
      }
    })()
    await until(() => safe.length > 300)
    return {
      server,
      safe,
      async stop() {
        pressing = false
        await loop
      }
    }
  }
  const tally = (server: Awaited<ReturnType<typeof startServer>>) =>
    new Set(server.parts.folder.state.state('node:f/tally').keys().map(Number))

  it('loses nothing that was safe when it was made under load: what was pending comes', async () => {
    const { server, safe, stop } = await load()
    const before = [...safe]
    const file = await save(server)
    await stop()
    const { dataDir } = await restored(file)
    const again = await startServer({ dataDir })
    again.open()
    await until(() => before.every(n => tally(again).has(n)))
    expect(again.runtime.balance().arrived).to.be.greaterThan(0)
    expect(again.runtime.flows).to.deep.equal([tallied])
  })

  it('loses what was pending when the journal is not in it (control)', async () => {
    const { server, safe, stop } = await load()
    const before = [...safe]
    const file = await save(server)
    await stop()
    const { dataDir } = await restored(file)
    await rm(join(dataDir, 'journal.db'))
    const again = await startServer({ dataDir })
    again.open()
    expect(again.runtime.balance().arrived).to.equal(0)
    expect(before.every(n => tally(again).has(n))).to.equal(false)
  })

  it('holds flows, integrations, globals, plugins, settings and history; the key of the secrets when asked', async () => {
    const dataDir = temporaryFolder()
    await mkdir(join(dataDir, 'plugins', 'node_modules', 'big'), { recursive: true })
    await writeFile(join(dataDir, 'plugins', 'empty.js'), 'export default undefined')
    await writeFile(join(dataDir, 'millrace.config.json'), '{ "retryAttempts": 3, "secretKey": "open sesame" }')
    const server = await startServer({ dataDir })
    const editor = openEditor(server.url)
    await value(ask(editor, 'globals:save', { site: 'A' }))
    const broker = { id: 'b', type: 'test/broker', name: 'B', config: { host: 'h', password: 'hunter22' } }
    await value(ask(editor, 'integration:save', broker))
    await value(ask(editor, 'deploy', { base: server.runtime.revision, flows: [tallied], note: 'kept' }))

    const plain = await restored(await save(server))
    expect(plain.manifest).to.include({ kind: 'millrace-backup', key: false })
    const names = await readdir(plain.dataDir)
    expect(names).to.include.members(['flows', 'integrations.json', 'globals.json', 'credentials.json', 'journal.db'])
    expect(names).to.not.include.members(['secret.key'])
    expect(await readdir(join(plain.dataDir, 'plugins'))).to.deep.equal(['empty.js'])
    expect(await readFile(join(plain.dataDir, 'millrace.config.json'), 'utf8')).to.not.contain('sesame')
    expect(JSON.stringify(await readFile(join(plain.dataDir, 'credentials.json'), 'utf8'))).to.not.contain('hunter22')

    const whole = await restored(await save(server, '?includeKey=true'))
    expect(whole.manifest).to.include({ key: true })
    expect(await readdir(whole.dataDir)).to.include('secret.key')
    await until(async () => !(await readdir(dataDir)).some(name => name.startsWith('.backup-')))
    const again = await startServer({ dataDir: whole.dataDir })
    await until(() => again.connected.length === 1)
    expect(again.connected[0]).to.include({ password: 'hunter22' })
    expect(again.runtime.globals).to.deep.equal({ site: 'A' })
    const [latest] = await value(ask(openEditor(again.url), 'revisions:list'))
    expect(latest).to.deep.include({ note: 'kept', number: server.runtime.revision })
  })

  it('restores into an empty folder only, and nothing but a backup', async () => {
    const server = await startServer()
    const file = await save(server)
    expect(await failure(restoreBackup(file, server.dataDir))).to.include({ code: 'FOLDER_NOT_EMPTY' })
    const folder = temporaryFolder()
    await writeFile(join(folder, 'text'), 'Dear diary')
    expect(await failure(restoreBackup(join(folder, 'text'), join(folder, 'new')))).to.include({
      code: 'BACKUP_BROKEN'
    })
    const whole = await readFile(file)
    await writeFile(join(folder, 'half'), whole.subarray(0, whole.length / 2))
    expect(await failure(restoreBackup(join(folder, 'half'), join(folder, 'new')))).to.include({
      code: 'BACKUP_BROKEN'
    })
    expect(await readdir(folder)).to.have.members(['text', 'half'])
    await restoreBackup(file, temporaryFolder())
  })
})
