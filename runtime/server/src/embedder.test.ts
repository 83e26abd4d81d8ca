import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRuntime, type Runtime } from '@millrace/engine'
import { expect } from 'chai'
import express from 'express'
import { FlowRoutes } from './index.ts'
import { testPlugin } from './testing/plugin.ts'

describe('a runtime in an application of its own', () => {
  let runtime: Runtime
  let server: Server
  const at = (path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init)

  beforeEach(async () => {
    const flowRoutes = new FlowRoutes()
    const node = { id: 'in', type: 'test/web', config: { path: '/hook' }, at: [0, 0] as const, wires: [] }
    runtime = createRuntime({
      plugins: [testPlugin()],
      flows: [{ format: 1, id: 'f', name: 'Web', nodes: [node] }],
      http: flowRoutes.http
    })
    const app = express()
    app.get('/own', (_request, response) => void response.send('mine'))
    app.use('/flows', flowRoutes.middleware)
    app.use((_request, response) => void response.status(404).send('mine too'))
    server = createServer(app)
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    await runtime.start()
  })
  afterEach(async () => {
    await runtime.stop()
    await new Promise(resolve => server.close(resolve))
  })

  it('answers beside the routes of the application, and leaves it the rest', async () => {
    expect(await (await at('/own')).text()).to.equal('mine')
    expect((await at('/flows/hook', { method: 'POST', body: 'x' })).status).to.equal(201)
    expect(await (await at('/flows/other')).text()).to.equal('mine too')
    expect((await at('/hook', { method: 'POST' })).status).to.equal(404)
  })

  it('takes its paths with it when it stops', async () => {
    await runtime.stop()
    expect((await at('/flows/hook', { method: 'POST', body: 'x' })).status).to.equal(404)
    expect((await at('/own')).status).to.equal(200)
  })
})
