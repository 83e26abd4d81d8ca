import { request } from 'node:http'
import { expect } from 'chai'
import { createServer } from '../server.ts'
import { testPlugin } from '../testing/plugin.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { ask, openEditor, startServer, value } from '../testing/test-server.ts'

/** `fetch` does not let a test choose the Host header. */
const statusWith = (url: string, headers: Record<string, string>, method = 'GET'): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { method, headers }, response => {
      response.resume()
      resolve(response.statusCode)
    })
    asked.on('error', reject).end()
  })

const refusal = (editor: ReturnType<typeof openEditor>): Promise<{ message: string; data?: { code: string } }> =>
  new Promise((resolve, reject) => {
    editor.on('connect_error', error => resolve(error as never))
    editor.on('connect', () => reject(new Error('connected')))
  })

describe('access', () => {
  describe('without a password', () => {
    it('is refused to web pages from elsewhere, over HTTP and over sockets', async () => {
      const { url } = await startServer()
      const globals = `${url}api/v1/globals`
      const { origin } = new URL(url)
      expect(await statusWith(globals, {})).to.equal(200)
      expect(await statusWith(globals, { origin })).to.equal(200)
      expect(await statusWith(globals, { origin: 'http://evil.example' })).to.equal(403)
      expect(await statusWith(globals, { origin: 'null' })).to.equal(403)
      expect(await statusWith(globals, { 'sec-fetch-site': 'cross-site' })).to.equal(403)
      expect(await statusWith(globals, { 'sec-fetch-site': 'same-site' })).to.equal(403)
      expect((await refusal(openEditor(url, { origin: 'http://evil.example' }))).message).to.not.equal('connected')
      await value(ask(openEditor(url, { origin }), 'workspace'))
    })

    it('is refused under a name that was made to lead here', async () => {
      const { url } = await startServer()
      const { port } = new URL(url)
      const globals = `${url}api/v1/globals`
      for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
        expect(await statusWith(globals, { host }), host).to.equal(200)
      expect(await statusWith(globals, { host: `evil.example:${port}` })).to.equal(403)
      const named = await startServer({ settings: { allowedHosts: ['mill.example'] } })
      expect(await statusWith(`${named.url}api/v1/globals`, { host: 'mill.example' })).to.equal(200)
    })

    it('is granted to pages that the settings name', async () => {
      const { url } = await startServer({ settings: { allowedOrigins: ['https://page.example'] } })
      expect(await statusWith(`${url}api/v1/globals`, { origin: 'https://page.example' })).to.equal(200)
    })
  })

  describe('with a password', () => {
    const password = 'open sesame'
    const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(`admin:${text}`).toString('base64')}` })
    const bearer = (text: string) => ({ authorization: `Bearer ${text}` })
    const login = (call: Awaited<ReturnType<typeof startServer>>['call'], text: string) =>
      call('login', { method: 'POST', body: new URLSearchParams({ password: text }) })
    const cookieOf = (response: Response) => response.headers.getSetCookie()[0]?.split(';')[0] ?? ''

    it('is proved by Basic or Bearer, and refused without', async () => {
      const { call } = await startServer({ settings: { password: 'sesame' } })
      const status = async (headers: Record<string, string>) => (await call('api/v1/flows', { headers })).status
      expect(await status({})).to.equal(401)
      expect(await status(basic('wrong'))).to.equal(401)
      expect(await status(basic('sesame'))).to.equal(200)
      expect(await status(bearer('sesame'))).to.equal(200)
      expect(await status(bearer('sesam'))).to.equal(401)
      expect((await call('metrics')).status).to.equal(401)
      expect((await call('health/live')).status).to.equal(200)
      expect((await call('api/v1/flows')).headers.get('www-authenticate')).to.contain('Basic')
    })

    it('is entered on the login page, which begins a session that lasts until the password changes', async () => {
      const first = await startServer({ settings: { password } })
      expect((await refusal(openEditor(first.url))).data?.code).to.equal('UNAUTHORIZED')
      expect((await login(first.call, 'wrong')).status).to.equal(401)
      const entered = await login(first.call, password)
      expect([entered.status, entered.headers.get('location')]).to.deep.equal([303, '/'])
      expect(entered.headers.getSetCookie()[0]).to.contain('HttpOnly').and.contain('SameSite=Strict')
      const headers = { cookie: cookieOf(entered) }
      expect((await first.call('api/v1/flows', { headers })).status).to.equal(200)
      expect((await first.call('api/v1/flows', { headers: { cookie: `${headers.cookie}x` } })).status).to.equal(401)
      await value(ask(openEditor(first.url, headers), 'workspace'))
      await first.stop()

      const again = await startServer({ dataDir: first.dataDir, settings: { password } })
      expect((await again.call('api/v1/flows', { headers })).status).to.equal(200)
      await again.stop()
      const changed = await startServer({ dataDir: first.dataDir, settings: { password: 'another' } })
      expect((await changed.call('api/v1/flows', { headers })).status).to.equal(401)
    })

    it('is refused after too many wrong ones, until a minute has passed', async () => {
      const { call } = await startServer({ settings: { password } })
      const statuses: number[] = []
      for (let i = 0; i < 12; i++) statuses.push((await login(call, 'wrong')).status)
      expect(statuses.slice(0, 10)).to.deep.equal(Array(10).fill(401))
      expect((await login(call, password)).status).to.equal(429)
    })

    it('leaves the paths of flows to the flows', async () => {
      const { call, url, runtime } = await startServer({ settings: { password: 'sesame' } })
      const flow = {
        format: 1,
        id: 'w',
        name: 'Web',
        nodes: [{ id: 'in', type: 'test/web', config: { path: '/hook' }, at: [0, 0], wires: [] }]
      }
      await call('api/v1/flows', { method: 'PUT', json: [flow], headers: bearer('sesame') })
      expect(runtime.flows).to.have.length(1)
      expect(await statusWith(`${url}hook`, { origin: 'http://elsewhere.example' }, 'POST')).to.equal(201)
    })
  })

  it('is limited to what the role of the principal allows', async () => {
    const { refuseBelow } = await import('../operations/roles.ts')
    expect(() => refuseBelow('editor', { name: 'guest', role: 'viewer' }))
      .to.throw('guest')
      .with.property('code', 'FORBIDDEN')
    expect(() => refuseBelow('viewer', { name: 'guest', role: 'viewer' })).to.not.throw()
  })

  it('is refused on a public address without a password', async () => {
    for (const host of ['0.0.0.0', '::', '192.0.2.1', 'mill.example']) {
      const options = { dataDir: temporaryFolder(), plugins: [testPlugin()], settings: { host, port: 0 } }
      expect(await createServer(options).catch(error => error.code), host).to.equal('ADDRESS_PUBLIC')
    }
  })
})
