import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import { running } from '../millrace.fixture.ts'
import { temporaryFolder } from '../temporary-folder.fixture.ts'

type Server = ReturnType<typeof running>

/** Ends the process, hears webhooks that are journaled before they are answered, and writes what it is done with. */
const plugin = `
import { appendFileSync } from 'node:fs'
import { defineNode, definePlugin, defineTrigger, t } from '@millrace/sdk'
const bomb = defineNode({
  type: 'test/bomb', title: 'Bomb', description: '', category: 'function', outputs: 0,
  config: t.Object({}),
  create: () => () => process.exit(7)
})
const hook = defineTrigger({
  type: 'test/hook', title: 'Hook', description: '', category: 'network', config: t.Object({}),
  start({ http, emit }) {
    http.route('POST', '/hook', async request => {
      const safe = Promise.withResolvers()
      await emit({ payload: await request.text() }, { ack: safe.resolve, nack: safe.reject })
      await safe.promise
      return new Response('', { status: 202 })
    })
  }
})
const keep = defineNode({
  type: 'test/keep', title: 'Keep', description: '', category: 'function', outputs: 0,
  config: t.Object({ file: t.text(), delay: t.Number({ default: 0 }) }),
  create: ({ config }) => async message => {
    await new Promise(done => setTimeout(done, config.delay))
    appendFileSync(config.file, String(message.payload).slice(0, 8) + '\\n')
  }
})
export default definePlugin({ name: 'test', contributes: [bomb, hook, keep] })`

const flow = (nodes: readonly object[]) => ({ format: 1, id: 'f', name: 'Flow', nodes })
const explosive = flow([
  { id: 'in', type: 'core/inject', config: { once: true, onceDelay: 0.1 }, at: [1, 1], wires: [['boom']] },
  { id: 'boom', type: 'test/bomb', at: [2, 1], wires: [] }
])
const hooked = (file: string, delay = 0) =>
  flow([
    { id: 'in', type: 'test/hook', at: [1, 1], wires: [['keep']] },
    { id: 'keep', type: 'test/keep', config: { file, delay }, at: [2, 1], wires: [] }
  ])

/** Polls until the condition holds; the test's own timeout is the bound. */
const until = async (condition: () => Promise<unknown>): Promise<void> => {
  while (!(await condition())) await new Promise(resolve => setTimeout(resolve, 20))
}

describe('millrace start, when things go wrong', function () {
  this.timeout(120_000)
  const folder = temporaryFolder()
  const started: Server[] = []
  const start = (...args: readonly string[]): Server => {
    const server = running(['start', '--json', '--port', '0', ...args], folder.path())
    started.push(server)
    return server
  }
  const ready = async (server: Server): Promise<{ url: string; safeMode?: { reason: string; message: string } }> =>
    JSON.parse(await server.line(line => 'url' in JSON.parse(line) && !('msg' in JSON.parse(line))))
  const post = (url: string, body: string) =>
    fetch(new URL('hook', url), { method: 'POST', body }).then(({ status, headers }) => ({
      status,
      again: headers.get('retry-after')
    }))
  afterEach(() => Promise.all(started.splice(0).map(server => server.kill())))

  it('leaves the flows stopped after three starts that did not last, and names what ended them', async () => {
    await folder.write({ 'loop/flows/flow.json': explosive, 'loop/plugins/test.js': plugin })
    for (let i = 0; i < 3; i++) expect(await start('--data-dir', 'loop').ended()).to.equal(7)
    const fourth = start('--data-dir', 'loop')
    const { safeMode, url } = await ready(fourth)
    expect(safeMode).to.have.property('reason', 'crashes')
    expect(safeMode?.message).to.contain('f/boom')
    expect(await fetch(new URL('health', url)).then(answer => answer.json())).to.include({ flows: 'stopped' })
    fourth.signal('SIGTERM')
    expect(await fourth.ended()).to.equal(0)
    await folder.write({ 'loop/flows/flow.json': flow([]) })
    expect(await ready(start('--data-dir', 'loop'))).to.not.have.property('safeMode')
  })

  it('starts in safe mode when it is asked to, and says so', async () => {
    await folder.write({ 'safe/flows/flow.json': explosive, 'safe/plugins/test.js': plugin })
    const { safeMode } = await ready(start('--data-dir', 'safe', '--safe'))
    expect(safeMode).to.have.property('reason', 'asked')
    const people = running(['start', '--port', '0', '--data-dir', 'people', '--safe'], folder.path())
    started.push(people)
    expect(await people.line(line => line.startsWith('Safe mode.'))).to.contain('flows are stopped')
  })

  it('lets what is under way finish on SIGTERM, however slow', async () => {
    const file = folder.path('drained.txt')
    await folder.write({ 'drain/flows/flow.json': hooked(file, 1500), 'drain/plugins/test.js': plugin })
    const server = start('--data-dir', 'drain')
    const { url } = await ready(server)
    expect((await post(url, 'slow')).status).to.equal(202)
    server.signal('SIGTERM')
    expect(await server.ended()).to.equal(0)
    expect(await readFile(file, 'utf8')).to.equal('slow\n')
  })

  it('does not finish it when it is killed (control), and goes on with it after the next start', async () => {
    const file = folder.path('hasty.txt')
    await folder.write({ 'hasty/flows/flow.json': hooked(file, 1500), 'hasty/plugins/test.js': plugin })
    const server = start('--data-dir', 'hasty')
    expect((await post((await ready(server)).url, 'hasty')).status).to.equal(202)
    await server.kill()
    expect(await readFile(file, 'utf8').catch(error => error.code)).to.equal('ENOENT')
    await ready(start('--data-dir', 'hasty'))
    await until(async () => (await readFile(file, 'utf8').catch(() => '')) === 'hasty\n')
  })

  it('refuses webhooks while the disk takes nothing, shows it, and goes on when it does', async function () {
    if (process.platform !== 'linux') this.skip()
    const file = folder.path('full.txt')
    await folder.write({ 'full/flows/flow.json': hooked(file, 300), 'full/plugins/test.js': plugin })
    const server = start('--data-dir', 'full', '--spill-after', '0')
    const { url } = await ready(server)
    const limit = (bytes: number | 'unlimited') =>
      execFileSync('prlimit', ['--pid', String(server.pid), `--fsize=${bytes}:unlimited`])
    const health = () => fetch(new URL('api/v1/health', url)).then(answer => answer.json())
    const accepted: string[] = []
    const send = async (name: string) => {
      const answer = await post(url, name + 'x'.repeat(20_000))
      if (answer.status === 202) accepted.push(`${name}xxxxxxxx`.slice(0, 8))
      return answer
    }
    expect((await send('first')).status).to.equal(202)
    limit(statSync(folder.path('full/journal.db-wal')).size)
    await until(async () => (await send('while')).status === 503)
    const refused = await send('refused')
    expect(refused.status).to.equal(503)
    expect(refused.again).to.match(/^\d+$/)
    const { journal } = await health()
    expect(journal.state).to.be.oneOf(['failed', 'full'])
    expect(journal.reason).to.contain('journal.db')
    expect(journal.freeBytes).to.be.a('number')
    limit('unlimited')
    await until(async () => (await health()).journal.state === 'ok')
    expect((await send('last')).status).to.equal(202)
    await until(async () => {
      const kept = (await readFile(file, 'utf8').catch(() => '')).split('\n')
      return accepted.every(name => kept.includes(name))
    })
  })
})
