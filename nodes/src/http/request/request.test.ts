import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import type { Message, Outgoing } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { httpRequest } from './index.ts'

interface Seen {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

describe('core/http-request', () => {
  let server: Server
  let base: string
  let seen: Seen[]
  let respond: (response: ServerResponse, request: Seen) => void
  const nodes: { close(): Promise<void> }[] = []

  before(async () => {
    server = createServer(async (request, response) => {
      const { method, url, headers } = request
      const arrived = { method, url, headers, body: String(await buffer(request)) }
      seen.push(arrived)
      respond(response, arrived)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  beforeEach(() => {
    seen = []
    respond = response => response.end('ok')
  })
  afterEach(async () => {
    for (const node of nodes.splice(0)) await node.close()
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  const start = (config: object = {}) => {
    const node = testNode(httpRequest, { url: base, ...config })
    nodes.push(node)
    return node
  }
  const run = async (message: Outgoing, config: object = {}): Promise<Message> => {
    const [first] = await start(config).receive(message)
    return first?.message as Message
  }
  const failure = (message: Outgoing, config: object = {}) => run(message, config).catch(error => error)
  const lastSeen = (): Seen => seen.at(-1) as Seen

  it('sends the delivery id, the same on every try, in a header of that name', async () => {
    const node = start({ deliveryId: 'Idempotency-Key' })
    await node.receive({ payload: 'a' })
    await node.receive({ payload: 'b' })
    expect(seen.map(({ headers }) => headers['idempotency-key'])).to.deep.equal(['test.0', 'test.1'])
    await run({ payload: 'c' })
    expect(lastSeen().headers).not.to.have.property('idempotency-key')
  })

  it('passes the response on, beside what the message held', async () => {
    respond = response => response.writeHead(201, { 'x-own': 'a', 'set-cookie': ['s=1; Path=/', 't=2'] }).end('héllo')
    const message = await run({ topic: 't' }, { url: `${base}/x?y=1` })
    expect(message).to.deep.include({
      topic: 't',
      payload: 'héllo',
      statusCode: 201,
      responseUrl: `${base}/x?y=1`,
      responseCookies: { s: { value: '1', Path: '/' }, t: { value: '2' } }
    })
    expect(message.headers).to.deep.include({ 'x-own': 'a', 'set-cookie': ['s=1; Path=/', 't=2'] })
    expect(lastSeen()).to.deep.include({ method: 'GET', url: '/x?y=1', body: '' })
  })

  it('returns text, bytes or JSON', async () => {
    respond = response => response.end('{"a":1}')
    expect((await run({})).payload).to.equal('{"a":1}')
    expect((await run({}, { return: 'bytes' })).payload).to.deep.equal(new TextEncoder().encode('{"a":1}'))
    expect((await run({}, { return: 'json' })).payload).to.deep.equal({ a: 1 })
    respond = response => response.end('no JSON')
    expect((await run({}, { return: 'json' })).payload).to.equal('no JSON')
    respond = response => response.writeHead(204).end()
    expect((await run({}, { return: 'json' })).payload).to.deep.equal({})
  })

  it('gives a compressed response as it was meant', async () => {
    respond = response => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('small'))
    const { payload, headers } = await run({})
    expect(payload).to.equal('small')
    expect(headers).not.to.have.property('content-encoding')
  })

  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
    it(`sends the payload with ${method}`, async () => {
      await run({ payload: 'body' }, { method })
      expect(lastSeen()).to.deep.include({ method, body: 'body' })
    })
  }

  it('sends no body with GET and HEAD', async () => {
    await run({ payload: 'body' }, { method: 'HEAD' })
    expect(lastSeen()).to.deep.include({ method: 'HEAD', body: '' })
    await run({ payload: 'body' })
    expect(lastSeen()).to.deep.include({ method: 'GET', body: '' })
  })

  it('takes method and URL from the message', async () => {
    await run({ method: 'put', url: `${base}/m`, payload: 'x' }, { method: 'use', url: '' })
    expect(lastSeen()).to.deep.include({ method: 'PUT', url: '/m' })
    expect(await failure({ method: 'a b' }, { method: 'use' })).to.have.property('code', 'MESSAGE_REJECTED')
    expect(await failure({}, { url: '' })).to.have.property('code', 'MESSAGE_REJECTED')
  })

  it('sends objects as JSON, or as the form that their content type asks for', async () => {
    const post = (payload: unknown, type?: string) =>
      run({ payload, ...(type && { headers: { 'content-type': type } }) }, { method: 'POST' })
    await post({ a: [1] })
    expect([lastSeen().body, lastSeen().headers['content-type']]).to.deep.equal(['{"a":[1]}', 'application/json'])
    await post({ a: 'x y', b: [1, 2] }, 'application/x-www-form-urlencoded')
    expect(lastSeen().body).to.equal('a=x%20y&b=1&b=2')
    await post('text')
    expect([lastSeen().body, lastSeen().headers['content-type']]).to.deep.equal(['text', undefined])
    await post(5)
    expect(lastSeen().body).to.equal('5')
    await post(Uint8Array.of(104, 105))
    expect(lastSeen().body).to.equal('hi')
  })

  it('sends a form with files', async () => {
    const file = { value: new TextEncoder().encode('pixels'), options: { filename: 'a.png', contentType: 'image/png' } }
    await run(
      { payload: { name: 'Ann', nested: { a: 1 }, file }, headers: { 'content-type': 'multipart/form-data' } },
      { method: 'POST' }
    )
    const { body, headers } = lastSeen()
    const form = await new Response(body, { headers: { 'content-type': String(headers['content-type']) } }).formData()
    const sent = form.get('file') as File
    expect([form.get('name'), form.get('nested')]).to.deep.equal(['Ann', '{"a":1}'])
    expect([sent.name, sent.type, await sent.text()]).to.deep.equal(['a.png', 'image/png', 'pixels'])
  })

  it('appends the payload of a GET to the query', async () => {
    await run({ payload: { a: 'x&y', b: [1, 2] } }, { payload: 'query', url: `${base}/?q=1` })
    expect(lastSeen().url).to.equal('/?q=1&a=x%26y&b=1&b=2')
    expect(await failure({ payload: 'text' }, { payload: 'query' })).to.have.property('code', 'MESSAGE_REJECTED')
  })

  it('puts values of the message into the URL as data', async () => {
    await run({ topic: 'a b/c?d#e' }, { url: `${base}/x/{{msg.topic}}?q={{msg.topic}}` })
    expect(lastSeen().url).to.equal('/x/a%20b/c%3Fd%23e?q=a%20b%2Fc%3Fd%23e')
    const refused: readonly [topic: string, url: string][] = [
      ['.evil.test', `${base}{{msg.topic}}`],
      ['@evil.test', `${base}{{msg.topic}}`],
      ['../x', `${base}/a/{{msg.topic}}`]
    ]
    for (const [topic, url] of refused)
      expect(await failure({ topic }, { url }), topic).to.have.property('code', 'MESSAGE_REJECTED')
    expect(seen.length).to.equal(1)
  })

  it('refuses URLs that are none, and control characters', async () => {
    for (const url of ['http://', 'ftp://a.test/', 'file:///etc/passwd', `${base}/\r\nx: y`, `${base}/a\tb`])
      expect(await failure({ url }, { url: '' }), url).to.have.property('code', 'MESSAGE_REJECTED')
    await run({ url: base.replace('http://', '') }, { url: '' })
    expect(seen.length, 'http:// is assumed').to.equal(1)
  })

  it('sends headers and cookies of the message, after its own', async () => {
    await run(
      {
        headers: { 'X-A': 'm', 'x-b': 'm' },
        cookies: { c: 'x y', d: { value: 'a=b', encode: false }, e: null },
        topic: 't'
      },
      {
        headers: [
          { name: 'x-a', value: 'own {{msg.topic}}' },
          { name: '{{msg.topic}}', value: '1' }
        ]
      }
    )
    expect(lastSeen().headers).to.include({ 'x-a': 'own t', 'x-b': 'm', t: '1', cookie: 'c=x%20y; d=a=b' })
  })

  it('refuses what would inject a header', async () => {
    for (const headers of [{ 'x-a': 'b\r\nx-c: d' }, { 'x-a\r\nx-c': 'd' }, { 'x-a': 'b\0' }])
      expect(await failure({ headers })).to.have.property('code', 'MESSAGE_REJECTED')
    const cookies = { c: { value: 'x\r\ny: z', encode: false } }
    expect(await failure({ cookies })).to.have.property('code', 'MESSAGE_REJECTED')
    expect(seen).to.deep.equal([])
  })

  it('does not send back the headers of the response before', async () => {
    respond = response => response.writeHead(200, { 'x-own': 'first' }).end('ok')
    const message = await run({})
    await run(message)
    expect(lastSeen().headers).not.to.have.property('x-own')
  })

  it('logs in with a password or a token', async () => {
    const basic = `Basic ${Buffer.from('ann:p:w').toString('base64')}`
    await run({}, { auth: 'basic', user: 'ann', password: 'p:w' })
    expect(lastSeen().headers.authorization).to.equal(basic)
    await run({}, { auth: 'bearer', token: 'abc' })
    expect(lastSeen().headers.authorization).to.equal('Bearer abc')
    await run({}, { url: base.replace('http://', 'http://ann:p%3Aw@') })
    expect(lastSeen().headers.authorization, 'from the URL').to.equal(basic)
    await run({})
    expect(lastSeen().headers.authorization).to.equal(undefined)
  })

  it('answers a digest challenge, and sends the body again', async () => {
    respond = (response, { headers }) =>
      headers.authorization
        ? response.end('in')
        : response.writeHead(401, { 'www-authenticate': 'Digest realm="r", nonce="n", qop="auth"' }).end('who?')
    const message = await run(
      { payload: 'x' },
      { method: 'POST', url: `${base}/d?q=1`, auth: 'digest', user: 'ann', password: 'pw' }
    )
    expect([message.statusCode, message.payload]).to.deep.equal([200, 'in'])
    expect(seen.map(({ body }) => body)).to.deep.equal(['x', 'x'])
    expect(lastSeen().headers.authorization).to.match(/^Digest username="ann", realm="r", nonce="n", uri="\/d\?q=1", /)
  })

  it('follows redirects, or not', async () => {
    respond = (response, { url }) =>
      url === '/to' ? response.end('there') : response.writeHead(302, { location: '/to' }).end()
    expect(await run({})).to.deep.include({ payload: 'there', responseUrl: `${base}/to` })
    expect(await run({}, { followRedirects: false })).to.deep.include({ statusCode: 302 })
    expect(await run({ followRedirects: false })).to.deep.include({ statusCode: 302 })
  })

  it('passes an error status on, or fails: for good, or to try again', async () => {
    respond = (response, { url }) => response.writeHead(Number(url?.slice(1)), { 'retry-after': '2' }).end('no')
    expect(await run({}, { url: `${base}/500` })).to.deep.include({ statusCode: 500, payload: 'no' })
    const strict = (status: number) => failure({}, { url: `${base}/${status}`, failOnStatus: true })
    expect(await strict(404)).to.have.property('code', 'MESSAGE_REJECTED')
    expect(await strict(429)).to.include({ code: 'RETRY_LATER', wait: 2000 })
    respond = response => response.writeHead(503).end()
    expect(await strict(503)).to.have.property('code', 'HTTP_STATUS')
  })

  it('fails when nobody answers in time, and says so under the node', async () => {
    respond = () => {}
    const node = start({ timeout: 0.02, url: `${base}/slow?key=secret` })
    const caught = await node.receive({}).catch(error => error)
    expect(caught).to.have.property('code', 'HTTP_TIMEOUT')
    expect(caught.message).not.to.contain('secret')
    expect(node.statuses.map(({ level }) => level)).to.deep.equal(['busy', 'error'])
    expect(await failure({ requestTimeout: 10 })).to.have.property('code', 'HTTP_TIMEOUT')
  })

  it('fails when nobody is there, with the reason', async () => {
    const gone = createServer().listen(0, '127.0.0.1')
    await once(gone, 'listening')
    const { port } = gone.address() as AddressInfo
    gone.close()
    await once(gone, 'close')
    const caught = await failure({}, { url: `http://127.0.0.1:${port}/` })
    expect(caught).to.have.property('code', 'HTTP_FAILED')
    expect(caught.message).to.contain('ECONNREFUSED')
  })

  it('takes no response that is larger than its limit', async () => {
    respond = response => response.end('x'.repeat(100))
    expect(await failure({}, { maxResponse: 99 })).to.have.property('code', 'MESSAGE_REJECTED')
    expect((await run({}, { maxResponse: 100 })).payload).to.have.length(100)
  })
})
