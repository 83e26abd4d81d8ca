import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { failure, inEachMode, sandboxed, until } from './kit.test.ts'

inEachMode('fetch in code', mode => {
  let server: Server
  let host = ''
  let closed = 0
  const allowed: string[] = []
  const { node } = sandboxed({ mode, timeout: 300, fetch: allowed })

  before(async () => {
    server = createServer(async (request, response) => {
      response.on('close', () => closed++)
      if (request.url === '/away') return response.writeHead(302, { location: 'http://localhost:1/' }).end()
      if (request.url === '/back') return response.writeHead(302, { location: '/echo' }).end()
      if (request.url === '/silent') return
      if (request.url === '/large') return response.end(Buffer.alloc(11 * 1024 * 1024))
      let body = ''
      for await (const piece of request) body += piece
      setTimeout(() => {
        response.writeHead(201, { 'x-answer': 'yes' })
        response.end(JSON.stringify({ method: request.method, body, token: request.headers['x-token'] }))
      }, 500)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`
    allowed.push(host)
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  const run = async (code: string) => (await node(code).receive({ url: `http://${host}` }))[0]?.message.got

  it('gives status, headers and body, however long the answer takes', async () => {
    const got = await run(`
      const answer = await fetch(msg.url + '/echo', { method: 'POST', headers: { 'X-Token': 't' }, body: 'hällo' })
      msg.got = [answer.ok, answer.status, answer.headers.get('X-Answer'), await answer.json()]
      return msg`)
    expect(got).to.deep.equal([true, 201, 'yes', { method: 'POST', body: 'hällo', token: 't' }])
  })

  it('gives bytes', async () => {
    const got = await run(`
      const answer = await fetch(msg.url + '/echo', { method: 'PUT', body: Buffer.from('ab') })
      msg.got = Buffer.from(await answer.arrayBuffer()).toString()
      return msg`)
    expect(JSON.parse(got as string)).to.include({ method: 'PUT', body: 'ab' })
  })

  it('follows redirects of an allowed host, to allowed hosts only', async () => {
    const got = await run("const a = await fetch(msg.url + '/back'); msg.got = [a.redirected, a.url]; return msg")
    expect(got).to.deep.equal([true, `http://${host}/echo`])
    expect((await failure(run("await fetch(msg.url + '/away')"))).message).to.match(
      /FETCH_REFUSED: Functions may not fetch from localhost:1\./
    )
  })

  it('refuses other hosts and schemes, naming the setting', async () => {
    expect((await failure(run("await fetch('https://example.com/a')"))).message).to.match(
      /may not fetch from example\.com\. Add it to the setting sandboxFetch, as in --sandbox-fetch example\.com/
    )
    expect((await failure(run("await fetch('file:///etc/passwd')"))).message).to.contain('http: and https: only')
  })

  it('bounds what comes back', async () => {
    expect((await failure(run("await fetch(msg.url + '/large')"))).message).to.match(/FETCH_FAILED: .* more than/)
  })

  it('ends with its message', async () => {
    const before = closed
    await run("fetch(msg.url + '/silent').catch(() => {}); return msg")
    await until(() => closed === before + 1)
  })
})
