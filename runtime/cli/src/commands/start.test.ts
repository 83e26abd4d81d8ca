import { createServer } from 'node:net'
import { expect } from 'chai'
import { millrace, running } from '../millrace.fixture.ts'
import { temporaryFolder } from '../temporary-folder.fixture.ts'

const ready = /^Millrace is running at (http:\/\/127\.0\.0\.1:\d+\/)$/

const endlessPlugin = `
import { defineNode, definePlugin, t } from '@millrace/sdk'
const endless = defineNode({
  type: 'test/endless', title: 'Endless', description: 'Is never done.', category: 'function', outputs: 0,
  config: t.Object({}),
  create: ({ log }) => () => {
    log.info('message under way')
    return new Promise(() => {})
  }
})
export default definePlugin({ name: 'test', contributes: [endless] })`

const endless = {
  format: 1,
  id: 'f1',
  name: 'Slow',
  nodes: [
    { id: 'n1', type: 'core/inject', config: { repeat: 'interval', interval: 0.1 }, at: [1, 1], wires: [['n2']] },
    { id: 'n2', type: 'test/endless', at: [2, 1], wires: [] }
  ]
}

describe('millrace start', function () {
  this.timeout(60_000)
  const folder = temporaryFolder()
  const start = (...args: readonly string[]) => running(['start', '--port', '0', ...args], folder.path())

  it('says where it is when it is ready, serves, and stops when it is told to', async () => {
    const server = start('--data-dir', 'one')
    try {
      const [, url = ''] = ready.exec(await server.line(line => ready.test(line))) ?? []
      expect((await fetch(url)).status).to.be.lessThan(500)
      const second = await millrace(['start', '--port', '0', '--data-dir', 'one'], folder.path())
      expect(second.code).to.equal(1)
      expect(second.err).to.contain('Another Millrace uses the data folder')
      server.signal('SIGTERM')
      expect(await server.ended()).to.equal(0)
      const refused = await fetch(url).catch(error => error.cause.code)
      expect(refused).to.equal('ECONNREFUSED')
    } finally {
      await server.kill()
    }
  })

  it('speaks JSON to programs, and stops on Ctrl+C, also when that comes twice at once as under npm', async () => {
    const server = start('--json', '--data-dir=two')
    try {
      const line = await server.line(line => 'url' in JSON.parse(line) && !('msg' in JSON.parse(line)))
      expect(JSON.parse(line).url).to.match(/^http:\/\/127\.0\.0\.1:\d+\/$/)
      server.signal('SIGINT')
      server.signal('SIGINT')
      expect(await server.ended()).to.equal(0)
    } finally {
      await server.kill()
    }
  })

  it('ends at once on a second signal, however long messages would have', async () => {
    await folder.write({ 'slow/flows/slow.json': endless, 'slow/plugins/endless.js': endlessPlugin })
    const server = start('--data-dir', 'slow', '--drain-timeout', '600000')
    await server.line(line => ready.test(line))
    await server.line(line => line.includes('message under way'))
    const again = setInterval(() => server.signal('SIGINT'), 100)
    try {
      expect(await server.ended()).to.equal(130)
    } finally {
      clearInterval(again)
      await server.kill()
    }
  })

  it('refuses settings that are wrong, and a port that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => taken.once('listening', resolve))
    const { port } = taken.address() as { port: number }
    const [wrong, unknown, noFolder, occupied] = await Promise.all([
      millrace(['start', '--port', 'x'], folder.path()),
      millrace(['start', '--prot', '1'], folder.path()),
      millrace(['start', '--data-dir'], folder.path()),
      millrace(['start', '--port', String(port), '--data-dir', 'three'], folder.path())
    ])
    taken.close()
    expect([wrong.code, unknown.code, noFolder.code, occupied.code]).to.deep.equal([2, 2, 2, 1])
    expect(wrong.err).to.contain('--port must be a whole number')
    expect(unknown.err).to.contain('--prot is not a setting')
    expect(noFolder.err).to.contain('--data-dir needs a folder')
    expect(occupied.err).to.contain(String(port)).and.to.contain('use')
  })

  it('lists its settings', async () => {
    const { out } = await millrace(['start', '--help'], folder.path())
    expect(out).to.contain('--data-dir <folder>').and.to.contain('--max-in-flight <number>')
  })
})
