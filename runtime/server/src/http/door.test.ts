import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { join } from 'node:path'
import { expect } from 'chai'
import { WebSocket } from 'ws'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { ask, openEditor, startServer, value } from '../testing/test-server.ts'
import { until } from '../testing/until.ts'

const webFlow = (path: string, id = 'w', method = 'POST') => ({
  format: 1 as const,
  id,
  name: id,
  nodes: [{ id: 'in', type: 'test/web', config: { path, method }, at: [0, 0] as const, wires: [] }]
})

const builtEditor = (): string => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Millrace</title>')
  writeFileSync(join(folder, 'assets', 'main-1a2b.js'), 'export {}')
  return folder
}

/** Everything a WebSocket client hears, until it is closed. */
const converse = (url: string) => {
  const socket = new WebSocket(url)
  const heard: unknown[] = []
  socket.on('message', (data, isBinary) => heard.push(isBinary ? new Uint8Array(data as Buffer) : String(data)))
  const closed = new Promise<number>((resolve, reject) => socket.on('close', resolve).on('error', reject))
  return { socket, heard, closed }
}

describe('port of the server', () => {
  it('serves the editor with a strict policy, its page always fresh, its parts for long', async () => {
    const { call } = await startServer({ editorDir: builtEditor() })
    const page = await call('')
    expect(await page.text()).to.contain('Millrace')
    expect(page.headers.get('cache-control')).to.equal('no-cache')
    const policy = page.headers.get('content-security-policy')
    expect(policy).to.contain("script-src 'self'").and.not.contain('unsafe-eval')
    const part = await call('assets/main-1a2b.js')
    expect(part.headers.get('cache-control')).to.contain('immutable')
    expect((await call('nothing')).status).to.equal(404)
  })

  it('sends who has no session to the login page', async () => {
    const { call } = await startServer({ editorDir: builtEditor(), settings: { password: 'sesame' } })
    const page = await call('')
    expect([page.status, page.headers.get('location')]).to.deep.equal([303, '/login'])
    expect(await (await call('login')).text()).to.contain('type="password"')
  })

  it('tells whether it lives and is ready, and counts for Prometheus', async () => {
    const { call } = await startServer()
    expect(await (await call('health/live')).json()).to.deep.equal({ live: true })
    expect(await (await call('health/ready')).json()).to.deep.equal({ ready: true })
    const metrics = await (await call('metrics')).text()
    expect(metrics).to.match(/^# TYPE millrace_messages_arrived_total counter\nmillrace_messages_arrived_total 0$/m)
  })

  it('lets flows answer beside the editor, with parameters, body and headers', async () => {
    const { call, url } = await startServer()
    await value(ask(openEditor(url), 'deploy', { base: 1, flows: [webFlow('/hooks/:name')] }))
    const response = await call('hooks/a%20b?x=1', { method: 'POST', body: 'grüße' })
    expect([response.status, response.headers.get('x-flow')]).to.deep.equal([201, 'yes'])
    expect(await response.json()).to.deep.equal({ text: 'grüße', params: { name: 'a b' } })
    expect((await call('hooks/a', { method: 'PUT' })).status).to.equal(404)
  })

  it('refuses a body that is too large for flows', async () => {
    const { call, url } = await startServer({ settings: { maxBody: 1000 } })
    await value(ask(openEditor(url), 'deploy', { base: 1, flows: [webFlow('/hook')] }))
    expect((await call('hook', { method: 'POST', body: 'x'.repeat(2000) })).status).to.equal(413)
    expect((await call('hook', { method: 'POST', body: 'x'.repeat(1000) })).status).to.equal(201)
  })

  it('frees the path of a flow that is gone, and moves with one that changed', async () => {
    const { call, url, runtime } = await startServer()
    const editor = openEditor(url)
    const deploy = (...flows: ReturnType<typeof webFlow>[]) =>
      value(ask(editor, 'deploy', { base: runtime.revision, flows }))
    const post = async (path: string) => (await call(path, { method: 'POST', body: '' })).status
    await deploy(webFlow('/one'))
    await deploy(webFlow('/two'))
    expect([await post('one'), await post('two')]).to.deep.equal([404, 201])
    await deploy(webFlow('/one', 'v'))
    expect([await post('one'), await post('two')]).to.deep.equal([201, 404])
  })

  it('tells the node whose path is taken, by another or by Millrace itself', async () => {
    const { url, runtime } = await startServer()
    await value(
      ask(openEditor(url), 'deploy', {
        base: 1,
        flows: [webFlow('/x', 'a'), webFlow('/x', 'b'), webFlow('/api/x', 'c')]
      })
    )
    await until(() => runtime.statuses().length === 2)
    const texts = runtime.statuses().map(({ text }) => text)
    expect(texts.find(text => text.includes('is answered by a/in'))).to.be.a('string')
    expect(texts.find(text => text.includes('/api/x belongs to Millrace'))).to.be.a('string')
  })

  it('lets flows meet WebSockets, beside those of editors', async () => {
    const { url } = await startServer()
    const editor = openEditor(url)
    await value(ask(editor, 'deploy', { base: 1, flows: [webFlow('/live/:room')] }))
    const { socket, heard, closed } = converse(`${url.replace('http', 'ws')}live/7`)
    await until(() => heard.length === 1)
    socket.send('text')
    socket.send(Uint8Array.of(1, 2))
    await until(() => heard.length === 3)
    expect(heard).to.deep.equal(['{"room":"7"}', 'text', Uint8Array.of(1, 2)])
    socket.send('bye')
    expect(await closed).to.equal(1000)
    const nobody = await converse(`${url.replace('http', 'ws')}other`).closed.catch(error => error.message)
    expect(nobody).to.contain('404')
    await value(ask(editor, 'workspace'))
  })

  it('ends WebSockets of flows when it stops', async () => {
    const { url, stop } = await startServer()
    await value(ask(openEditor(url), 'deploy', { base: 1, flows: [webFlow('/live')] }))
    const { heard, closed } = converse(`${url.replace('http', 'ws')}live`)
    await until(() => heard.length === 1)
    await stop()
    expect(await closed).to.equal(1001)
  })

  it('lives under a path behind a proxy', async () => {
    const { url, call } = await startServer({ settings: { path: '/mill', trustProxy: true }, editorDir: builtEditor() })
    expect(new URL(url).pathname).to.equal('/mill/')
    await value(ask(openEditor(url), 'deploy', { base: 1, flows: [webFlow('/hook')] }))
    const headers = { 'x-forwarded-host': 'localhost', 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.7' }
    expect((await call('hook', { method: 'POST', headers })).status).to.equal(201)
    expect((await call('api/v1/flows')).status).to.equal(200)
    expect((await call('')).status).to.equal(200)
    expect((await call('/hook', { method: 'POST' })).status).to.equal(404)
  })

  it('serves HTTPS with a certificate', async () => {
    const folder = temporaryFolder()
    const [tlsCert, tlsKey] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
    const options = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost', '-days', '1']
    execFileSync('openssl', [...options, '-keyout', tlsKey, '-out', tlsCert], { stdio: 'ignore' })
    const { url } = await startServer({ settings: { tlsCert, tlsKey } })
    expect(url).to.match(/^https:/)
    const status = await new Promise((resolve, reject) => {
      get(`${url}health/live`, { rejectUnauthorized: false }, response => {
        response.resume()
        resolve(response.statusCode)
      }).on('error', reject)
    })
    expect(status).to.equal(200)
  })
})
