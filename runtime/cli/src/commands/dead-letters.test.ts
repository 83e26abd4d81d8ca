import { expect } from 'chai'
import { millrace, running } from '../millrace.fixture.ts'
import { temporaryFolder } from '../temporary-folder.fixture.ts'

/** Fails with what is hot, and is fine with the rest. */
const plugin = `
import { defineNode, definePlugin, RejectedError, t } from '@millrace/sdk'
const picky = defineNode({
  type: 'test/picky', title: 'Picky', description: '', category: 'function', outputs: 0, config: t.Object({}),
  create: ({ log }) => message => {
    if (message.payload === 'hot') throw new RejectedError('too hot')
    log.info('took ' + message.payload)
  }
})
export default definePlugin({ name: 'test', contributes: [picky] })`

const flow = {
  format: 1,
  id: 'f',
  name: 'Flow',
  nodes: [
    {
      id: 'in',
      type: 'core/inject',
      config: { properties: [{ target: { type: 'msg', value: 'payload' }, value: { type: 'str', value: 'hot' } }] },
      at: [1, 1],
      wires: [['out']]
    },
    { id: 'out', type: 'test/picky', at: [2, 1], wires: [] }
  ]
}

interface Listed {
  readonly letters: readonly { readonly id: string; readonly error: { readonly message: string } }[]
  readonly counts: { readonly count: number }
}

describe('millrace dead-letters, backup and restore', function () {
  this.timeout(120_000)
  const folder = temporaryFolder()
  const password = 'open sesame'
  const run = async (...args: readonly string[]) => {
    const { code, out, err } = await millrace([...args, '--json'], folder.path())
    if (code !== 0) throw new Error(err || out)
    return JSON.parse(out)
  }
  const list = (dir: string, ...args: readonly string[]): Promise<Listed> =>
    run('dead-letters', 'list', '--data-dir', dir, ...args)
  const launch = (dir: string) =>
    running(['start', '--port', '0', '--data-dir', dir], folder.path(), { MILLRACE_PASSWORD: password })
  const start = async (dir: string) => {
    const server = launch(dir)
    const line = await server.line(text => text.startsWith('Millrace is running at '))
    return { ...server, url: line.slice('Millrace is running at '.length) }
  }
  const press = (url: string) =>
    fetch(new URL('api/v1/nodes/f/in/press', url), {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`:${password}`)}` }
    })

  before(() => folder.write({ 'data/flows/flow.json': flow, 'data/plugins/test.js': plugin }))

  it('work on a server that runs, found by its data folder, without its password', async () => {
    const server = await start('data')
    try {
      for (let i = 0; i < 3; i++) expect((await press(server.url)).status).to.equal(204)
      for (let page = await list('data'); page.counts.count < 3; page = await list('data'));
      const { letters } = await list('data', '--flow', 'f', '--node', 'out', '--text', 'TOO hot')
      expect(letters.map(({ error }) => error.message)).to.deep.equal(['too hot', 'too hot', 'too hot'])
      const [first, second] = letters.map(({ id }) => id) as [string, string]
      expect((await run('dead-letters', 'show', first, '--data-dir', 'data')).message.payload).to.equal('hot')
      const edited = ['dead-letters', 'edit', first, '--message', '{ "payload": "mild" }', '--data-dir', 'data']
      expect(await run(...edited)).to.deep.equal({ count: 1 })
      await server.line(line => line.includes('took mild'))
      expect(await run('dead-letters', 'purge', second, '--data-dir', 'data')).to.deep.equal({ count: 1 })
      expect((await list('data')).counts.count).to.equal(1)

      const refused = await millrace(['dead-letters', 'list', '--url', server.url], folder.path())
      expect(refused).to.include({ code: 1 })
      expect(refused.err).to.contain('password')
      const known = await millrace(['dead-letters', 'list', '--url', server.url], folder.path(), {
        MILLRACE_PASSWORD: password
      })
      expect(known.out).to.contain('f/out').and.to.contain('1 in all, 1 of f.')
      expect(await run('backup', 'running.tar.gz', '--data-dir', 'data'))
        .to.have.property('bytes')
        .that.is.above(1000)
    } finally {
      server.signal('SIGTERM')
      await server.ended()
    }
  })

  it('work on a data folder that no server uses; what is replayed goes on its way with the next start', async () => {
    const { letters, counts } = await list('data')
    expect(counts).to.deep.equal({ count: 1, byFlow: { f: 1 } })
    const id = letters[0]?.id ?? ''
    await folder.write({ 'message.json': { payload: 'cool' } })
    expect(await run('dead-letters', 'edit', id, '--file', 'message.json', '--data-dir', 'data')).to.deep.equal({
      count: 1
    })
    expect((await list('data')).counts.count).to.equal(0)
    expect(await run('backup', 'still.tar.gz', '--data-dir', 'data', '--include-key')).to.have.property('file')

    await run('restore', 'still.tar.gz', '--data-dir', 'restored')
    const server = launch('restored')
    await server.line(line => line.includes('took cool'))
    const again = await millrace(['restore', 'still.tar.gz', '--data-dir', 'restored'], folder.path())
    expect(again).to.include({ code: 1 })
    expect(again.err).to.contain('is not empty')
    await server.kill()
    expect((await list('restored')).counts.count, 'an address that a crash left behind misleads nobody').to.equal(0)
  })

  it('say what is wrong with a command line, and with a place where there is nothing', async () => {
    const wrong: readonly (readonly [number, string, ...string[]])[] = [
      [2, 'Say what to do', 'dead-letters'],
      [2, 'Say which', 'dead-letters', 'purge', '--data-dir', 'data'],
      [2, 'or say which', 'dead-letters', 'replay', 'x', '--all'],
      [2, 'not JSON', 'dead-letters', 'edit', 'x', '--message', '{', '--data-dir', 'data'],
      [2, 'not both', 'dead-letters', 'list', '--url', 'http://127.0.0.1:1', '--data-dir', 'data'],
      [1, 'no dead letter x', 'dead-letters', 'show', 'x', '--data-dir', 'data'],
      [1, 'There is no data folder', 'dead-letters', 'list', '--data-dir', 'none'],
      [1, 'No Millrace answers', 'dead-letters', 'list', '--url', 'http://127.0.0.1:1'],
      [1, 'exists', 'backup', 'still.tar.gz', '--data-dir', 'data'],
      [2, '--data-dir', 'restore', 'still.tar.gz'],
      [1, 'not a backup', 'restore', 'message.json', '--data-dir', 'new']
    ]
    for (const [code, message, ...args] of wrong) {
      const ended = await millrace(args, folder.path())
      expect([ended.code, ended.err], args.join(' ')).to.satisfy(
        ([told, err]: [number, string]) => told === code && err.includes(message)
      )
    }
  })
})
