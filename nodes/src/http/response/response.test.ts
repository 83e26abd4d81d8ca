import type { Outgoing } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { markHeaders } from '../headers.ts'
import type { HttpReply } from '../reply.ts'
import { httpResponse } from './index.ts'

const run = async (message: Outgoing, config: object = {}): Promise<HttpReply> => {
  const node = testNode(httpResponse, config)
  await node.receive(message)
  return node.replies[0]?.reply as HttpReply
}
const typeOf = ({ headers }: HttpReply) => new Headers([...headers].map(([a, b]) => [a, b])).get('content-type')

describe('core/http-response', () => {
  it('answers the message with its payload', async () => {
    const node = testNode(httpResponse)
    await node.receive({ _reply: 'r', payload: 'hello' })
    expect(node.replies[0]?.message._reply).to.equal('r')
    expect(node.replies[0]?.reply).to.deep.equal({
      status: 200,
      headers: [['content-type', 'text/html; charset=utf-8']],
      cookies: [],
      body: 'hello'
    })
  })

  it('sends objects as JSON, bytes as they are, and nothing for nothing', async () => {
    const json = await run({ payload: { a: 1 } })
    expect([json.body, typeOf(json)]).to.deep.equal(['{"a":1}', 'application/json; charset=utf-8'])
    const bytes = await run({ payload: Uint8Array.of(1) })
    expect([bytes.body, typeOf(bytes)]).to.deep.equal([Uint8Array.of(1), 'application/octet-stream'])
    expect((await run({ payload: 5 })).body).to.equal('5')
    expect((await run({ payload: null })).body).to.equal('null')
    expect((await run({})).body).to.equal(undefined)
  })

  it('takes status, headers and cookies of the message where it has none of its own', async () => {
    const message = { payload: '', statusCode: '404', headers: { 'X-A': 'm', 'X-B': ['1', '2'] }, cookies: { c: 'v' } }
    const own = await run(message)
    expect(own.status).to.equal(404)
    expect(own.headers).to.deep.include.members([
      ['x-a', 'm'],
      ['x-b', '1, 2']
    ])
    expect(own.cookies).to.deep.equal(['c=v; Path=/'])
    const set = await run(message, { statusCode: 201, headers: [{ name: 'x-a', value: 'is {{msg.statusCode}}' }] })
    expect(set.status).to.equal(201)
    expect(set.headers).to.deep.include(['x-a', 'is 404'])
  })

  it('does not send on the headers of a response that came in before, unless they were changed', async () => {
    const headers = markHeaders({ server: 'other', 'content-type': 'text/plain' })
    expect((await run({ payload: 'x', headers })).headers).to.deep.equal([['content-type', 'text/html; charset=utf-8']])
    const changed = await run({ payload: 'x', headers: { ...headers, server: 'mine' } })
    expect(changed.headers).to.deep.equal([
      ['content-type', 'text/plain'],
      ['server', 'mine']
    ])
  })

  it('refuses what would inject a header, and a status that is none', async () => {
    for (const message of [
      { headers: { 'x-a': 'b\r\nset-cookie: c=d' } },
      { headers: { 'x a': 'b' } },
      { headers: { 'x-a\r\nb': 'c' } },
      { cookies: { a: { value: 1, path: '/\r\n' } } },
      { statusCode: 99 },
      { statusCode: 700 }
    ]) {
      const caught = await run(message).catch(error => error)
      expect(caught, JSON.stringify(message)).to.have.property('code', 'MESSAGE_REJECTED')
    }
  })

  it('leaves out headers that belong to the connection', async () => {
    const { headers } = await run({ payload: 'x', headers: { 'Content-Length': '99', connection: 'close' } })
    expect(headers.map(([name]) => name)).to.deep.equal(['content-type'])
  })
})
