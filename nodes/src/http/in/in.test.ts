import { gzipSync } from 'node:zlib'
import type { HttpRequest, Outgoing } from '@millrace/sdk'
import { testTrigger } from '@millrace/sdk/testing'
import { expect } from 'chai'
import type { HttpReply } from '../reply.ts'
import { httpIn } from './index.ts'

type Init = RequestInit & { readonly params?: Record<string, string> }
const request = (path: string, { params = {}, ...init }: Init = {}): HttpRequest =>
  Object.assign(new Request(`http://127.0.0.1${path}`, init), { params, ip: '127.0.0.9' })
const hello: HttpReply = { status: 200, headers: [['x-a', 'b']], cookies: ['c=d; Path=/', 'e=f'], body: 'hello' }

describe('core/http-in', () => {
  const open: { close(): Promise<void> }[] = []
  const start = async (config: object = {}) => {
    const trigger = await testTrigger(httpIn, config)
    open.push(trigger)
    const [route = ''] = trigger.routes.keys()
    const ask = (path: string, init?: Init) => trigger.routes.get(route)?.(request(path, init)) as Promise<Response>
    return { ...trigger, route, ask }
  }
  /** Sends a request and answers it; resolves to the message that it became. */
  const arrive = async (path: string, init: Init, config: object): Promise<Outgoing> => {
    const { ask, arrival, reply } = await start(config)
    const answered = ask(path, init)
    const { message } = await arrival()
    reply(message, hello)
    await answered
    return message
  }
  const post = (body: BodyInit | null, type?: string, config: object = {}) =>
    arrive(
      '/x',
      { method: 'POST', body, ...(type && { headers: { 'content-type': type } }) },
      { method: 'post', ...config }
    )

  afterEach(async () => {
    for (const trigger of open.splice(0)) await trigger.close()
  })

  it('registers its method and path', async () => {
    expect((await start({ method: 'put', path: '/devices/:id' })).route).to.equal('PUT /devices/:id')
    expect((await start({ path: 'devices' })).route).to.equal('GET /devices')
  })

  it('holds the response until the flow answers', async () => {
    const { ask, arrival, reply } = await start()
    let answered = false
    const response = ask('/').then(given => {
      answered = true
      return given
    })
    const { message } = await arrival()
    await new Promise(setImmediate)
    expect(answered).to.equal(false)
    reply(message, hello)
    const { status, headers } = await response
    expect([status, headers.get('x-a'), headers.getSetCookie()]).to.deep.equal([200, 'b', ['c=d; Path=/', 'e=f']])
    expect(await (await response).text()).to.equal('hello')
    expect(() => reply(message, hello), 'the first answer counts')
      .to.throw()
      .with.property('code', 'REPLY_GONE')
  })

  it('sends status codes that have no body without one', async () => {
    const { ask, arrival, reply } = await start()
    const response = ask('/')
    reply((await arrival()).message, { ...hello, status: 204 })
    expect((await response).status).to.equal(204)
  })

  it('describes a GET: query, parameters, cookies', async () => {
    const message = await arrive(
      '/devices/7?a=1&b[]=2',
      { params: { id: '7' }, headers: { cookie: 's=1', 'x-own': 'y' } },
      { path: '/devices/:id' }
    )
    expect(message.payload).to.deep.equal({ a: '1', b: ['2'] })
    expect(message.req).to.deep.include({
      method: 'GET',
      url: '/devices/7?a=1&b[]=2',
      path: '/devices/7',
      ip: '127.0.0.9',
      hostname: '127.0.0.1',
      protocol: 'http',
      params: { id: '7' },
      cookies: { s: '1' }
    })
    expect((message.req as { headers: object }).headers).to.include({ 'x-own': 'y' })
  })

  it('reads a body by its content type', async () => {
    const bytes = Uint8Array.of(0xff, 0)
    expect((await post('{"a":[1]}', 'application/json; charset=utf-8')).payload).to.deep.equal({ a: [1] })
    expect((await post('', 'application/json')).payload).to.deep.equal({})
    expect((await post('a=1&b=x+y', 'application/x-www-form-urlencoded')).payload).to.deep.equal({ a: '1', b: 'x y' })
    expect((await post('hi', 'text/plain')).payload).to.equal('hi')
    expect((await post('<a/>', 'application/soap+xml')).payload).to.equal('<a/>')
    expect((await post('{}', 'application/vnd.own')).payload, 'UTF-8').to.equal('{}')
    expect((await post(bytes, 'application/vnd.own')).payload, 'not UTF-8').to.deep.equal(bytes)
    expect((await post('hi', 'application/octet-stream')).payload).to.deep.equal(new TextEncoder().encode('hi'))
    expect((await post('hi', 'application/json', { raw: true })).payload).to.deep.equal(new TextEncoder().encode('hi'))
  })

  it('inflates a compressed body, within its limit', async () => {
    const send = { method: 'POST', body: gzipSync('{"a":1}') }
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    expect((await arrive('/', { ...send, headers }, { method: 'post' })).payload).to.deep.equal({ a: 1 })
    const { ask } = await start({ method: 'post', maxInflated: 6 })
    expect((await ask('/', { ...send, headers })).status).to.equal(413)
    expect((await ask('/', { ...send, body: 'no gzip', headers })).status).to.equal(400)
    expect((await ask('/', { ...send, headers: { 'content-encoding': 'x' } })).status).to.equal(415)
  })

  it('reads a form with files', async () => {
    const form = new FormData()
    form.set('name', 'Ann')
    form.set('photo', new File(['pixels'], 'a.png', { type: 'image/png' }))
    const { payload, req } = await post(form)
    expect(payload).to.deep.equal({ name: 'Ann' })
    expect((req as { files: unknown }).files).to.deep.equal([
      {
        fieldname: 'photo',
        originalname: 'a.png',
        mimetype: 'image/png',
        size: 6,
        buffer: new TextEncoder().encode('pixels')
      }
    ])
  })

  it('refuses a body that is not what it says, without starting the flow', async () => {
    const { ask, arrivals } = await start({ method: 'post' })
    for (const type of ['application/json', 'multipart/form-data', 'multipart/form-data; boundary=x']) {
      const { status } = await ask('/', { method: 'POST', body: '{', headers: { 'content-type': type } })
      expect(status, type).to.equal(400)
    }
    expect(arrivals).to.deep.equal([])
  })

  it('tells the client when no answer comes in time, and takes none any more', async () => {
    const { ask, arrival, reply } = await start({ timeout: 0.01, timeoutStatus: 408 })
    expect((await ask('/')).status).to.equal(408)
    const { message } = await arrival()
    expect(() => reply(message, hello))
      .to.throw()
      .with.property('code', 'REPLY_GONE')
    const other = await start({ timeout: 0.01 })
    expect((await other.ask('/')).status).to.equal(504)
  })

  it('tells the client when the flow fails, but not why', async () => {
    const { ask, arrival } = await start()
    const response = ask('/')
    await (await arrival()).nack(new Error('secret'))
    expect((await response).status).to.equal(500)
    expect(await (await response).text()).not.to.contain('secret')
  })

  it('still takes an answer after the flow has finished', async () => {
    const { ask, arrival, reply } = await start()
    const response = ask('/')
    const { message, ack } = await arrival()
    await ack()
    reply(message, hello)
    expect((await response).status).to.equal(200)
  })

  it('answers no more requests at a time than it may', async () => {
    const { ask, arrival, reply } = await start({ maxWaiting: 1 })
    const first = ask('/')
    expect((await ask('/')).status).to.equal(503)
    reply((await arrival()).message, hello)
    expect((await first).status).to.equal(200)
    const third = ask('/')
    reply((await arrival(2)).message, hello)
    expect((await third).status).to.equal(200)
  })

  it('lets go when the client leaves and when the node stops', async () => {
    const { ask, arrival, reply, close } = await start()
    const client = new AbortController()
    const left = ask('/', { signal: client.signal })
    const { message } = await arrival()
    client.abort()
    await left
    expect(() => reply(message, hello))
      .to.throw()
      .with.property('code', 'REPLY_GONE')
    const stopped = ask('/')
    await arrival(2)
    await close()
    expect((await stopped).status).to.equal(503)
  })
})
