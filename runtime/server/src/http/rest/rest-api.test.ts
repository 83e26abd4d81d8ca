import { check } from '@millrace/sdk'
import { expect } from 'chai'
import { FailureSchema } from '../../schemas/views.ts'
import { buttonFlow, startServer } from '../../testing/test-server.ts'
import { until } from '../../testing/until.ts'

const read = async (response: Response) => ({
  status: response.status,
  body: JSON.parse((await response.text()) || 'null')
})

describe('REST API', () => {
  let server: Awaited<ReturnType<typeof startServer>>
  beforeEach(async () => {
    server = await startServer()
  })

  const get = (path: string) => server.call(`api/v1${path}`).then(read)
  const send = (method: string, path: string, json?: unknown) =>
    server.call(`api/v1${path}`, { method, ...(json !== undefined && { json }) }).then(read)

  it('gets, puts and deletes flows, one or all', async () => {
    expect((await send('PUT', '/flows/f', buttonFlow())).status).to.equal(200)
    expect((await send('PUT', '/flows/g', buttonFlow({ id: 'g', name: 'Second' }))).body.revision).to.equal(
      server.runtime.revision
    )
    expect((await get('/flows')).body.map(({ id }: { id: string }) => id)).to.deep.equal(['f', 'g'])
    expect((await get('/flows/g')).body.name).to.equal('Second')
    expect((await send('DELETE', '/flows/g')).status).to.equal(200)
    expect((await get('/flows/g')).status).to.equal(404)
    expect((await send('PUT', '/flows', [])).status).to.equal(200)
    expect(server.runtime.flows).to.deep.equal([])
  })

  it('loses none of the flows that are put at the same time', async () => {
    const ids = ['a', 'b', 'c', 'd']
    await Promise.all(ids.map(id => send('PUT', `/flows/${id}`, buttonFlow({ id, name: id }))))
    expect(server.runtime.flows.map(({ id }) => id).sort()).to.deep.equal(ids)
  })

  it('answers 409 to a deploy that was begun on another revision, 422 to one with problems', async () => {
    const base = server.runtime.revision
    expect((await send('POST', '/deploy', { base, flows: [buttonFlow()] })).status).to.equal(200)
    expect((await send('POST', '/deploy', { base, flows: [] })).status).to.equal(409)
    expect((await send('PUT', `/flows?base=${base}`, [])).status).to.equal(409)
    const bad = [buttonFlow({ nodes: [{ id: 'x', type: 'none', at: [0, 0], wires: [] }] })]
    const refused = await send('PUT', '/flows', bad)
    expect([refused.status, refused.body.problems[0].node]).to.deep.equal([422, 'x'])
    expect((await send('POST', '/problems', bad)).body[0].node).to.equal('x')
  })

  it('keeps revisions', async () => {
    await send('PUT', '/flows?note=by+hand', [buttonFlow()])
    const [latest] = (await get('/revisions')).body
    expect(latest).to.include({ note: 'by hand', number: server.runtime.revision })
    expect((await get(`/revisions/${latest.number}`)).body).to.deep.equal([buttonFlow()])
    expect((await get('/revisions/99')).status).to.equal(404)
  })

  it('makes, tests, reconnects and removes integrations, and never tells a secret', async () => {
    const integration = { id: 'b', type: 'test/broker', name: 'B', config: { host: 'x', password: 'hunter22' } }
    const made = await send('PUT', '/integrations/b', integration)
    expect(made.body.config.password).to.have.keys('$secret')
    expect((await send('POST', '/integrations/b/test')).body).to.include({ passed: true })
    expect((await send('POST', '/integrations/b/reconnect')).status).to.equal(204)
    await until(async () => (await get('/connections')).body[0].status.state === 'connected')
    expect(JSON.stringify((await get('/integrations')).body)).to.not.contain('hunter22')
    expect((await send('PUT', '/integrations/c', integration)).status).to.equal(422)
    expect((await send('DELETE', '/integrations/b?includeFlows=true')).status).to.equal(204)
    expect((await get('/integrations/b')).status).to.equal(404)
  })

  it('sets globals', async () => {
    expect((await send('PUT', '/globals', { site: 'A' })).status).to.equal(204)
    expect((await get('/globals')).body).to.deep.equal({ site: 'A' })
  })

  it('presses a button, and tells counts, statuses and dead letters', async () => {
    await send('PUT', '/flows', [buttonFlow()])
    expect((await send('POST', '/nodes/f/button/press', { input: 'hello' })).status).to.equal(204)
    await until(async () => (await get('/statuses')).body[0]?.text === 'got hello')
    await send('POST', '/nodes/f/button/press', { input: 'fail' })
    await until(async () => (await get('/counts')).body.balance.deadLetters === 1)
    const [letter] = (await get('/dead-letters?limit=5')).body.letters
    expect((await get(`/dead-letters/${encodeURIComponent(letter.id)}`)).body.message.payload).to.equal('fail')
    expect((await send('POST', '/dead-letters/replay', { ids: [letter.id] })).body).to.deep.equal({ count: 1 })
    await until(async () => (await get('/dead-letters')).body.counts.count === 1)
    expect((await send('POST', '/dead-letters/purge', {})).body).to.deep.equal({ count: 1 })
    expect((await send('POST', '/nodes/f/none/press')).status).to.equal(404)
  })

  it('says what is wrong with a request, in one form', async () => {
    const wrong = [
      await send('PUT', '/flows', [{ id: 7 }]),
      await send('PUT', '/flows'),
      await get('/dead-letters?limit=many'),
      await get('/nothing'),
      await server
        .call('api/v1/flows', { method: 'PUT', body: '{', headers: { 'content-type': 'application/json' } })
        .then(read)
    ]
    expect(wrong.map(({ status }) => status)).to.deep.equal([422, 422, 422, 404, 400])
    for (const { body } of wrong) expect(check(FailureSchema, body)).to.deep.equal([])
    expect(wrong[0]?.body.problems).to.deep.include({ path: '/0/id', message: 'must be text' })
  })

  it('refuses a body that is too large', async () => {
    const small = await startServer({ settings: { maxBody: 2000 } })
    const globals = { method: 'PUT', json: { text: 'x'.repeat(3000) } }
    expect((await small.call('api/v1/globals', globals)).status).to.equal(413)
    expect((await small.call('api/v1/globals', { method: 'PUT', json: { text: 'x' } })).status).to.equal(204)
  })

  it('describes itself by the schemas that it checks with', async () => {
    const { body } = await get('/openapi.json')
    expect(body.openapi).to.equal('3.1.0')
    const put = body.paths['/flows/{id}'].put
    expect(put.requestBody.content['application/json'].schema.required).to.include.members(['id', 'name', 'nodes'])
    expect(put.parameters).to.deep.include({ name: 'id', in: 'path', required: true, schema: { type: 'string' } })
    const operations = Object.values<Record<string, { operationId: string }>>(body.paths).flatMap(path =>
      Object.values(path)
    )
    const ids = operations.map(({ operationId }) => operationId)
    expect(new Set(ids).size).to.equal(ids.length)
  })
})
