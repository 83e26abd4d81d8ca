import { FlowError, type HttpRequest } from '@millrace/sdk'
import { testTrigger } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { httpIn } from './index.ts'

describe('core/http-in that accepts at once', () => {
  const start = async (config: object = {}) => {
    const trigger = await testTrigger(httpIn, { method: 'post', path: '/hook', answer: 'accepted', ...config })
    const post = (headers: Record<string, string> = {}) => {
      const init = { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json', ...headers } }
      const request = Object.assign(new Request('http://127.0.0.1/hook', init), { params: {}, ip: '127.0.0.9' })
      return trigger.routes.get('POST /hook')?.(request as HttpRequest) as Promise<Response>
    }
    return { ...trigger, post }
  }

  it('answers 202 when the message is safe, and not before', async () => {
    const { post, arrival, close } = await start()
    let answered = false
    const response = post().then(given => {
      answered = true
      return given
    })
    const { message, ack } = await arrival()
    await new Promise(setImmediate)
    expect([message.payload, message._reply, answered]).to.deep.equal([{ a: 1 }, undefined, false])
    await ack()
    expect((await response).status).to.equal(202)
    await close()
  })

  it('answers 503 with Retry-After when the message cannot be taken', async () => {
    const { post, arrival, close } = await start()
    const response = post()
    const { nack } = await arrival()
    await nack(new FlowError('JOURNAL_FULL', 'full'))
    expect([(await response).status, (await response).headers.get('retry-after')]).to.deep.equal([503, '5'])
    await close()
  })

  it('answers 503 when its time is over before the message is safe', async () => {
    const { post, close } = await start({ timeout: 0.01 })
    expect((await post()).status).to.equal(503)
    await close()
  })

  it('answers 202 for what it has taken, though the flow is stopped before the message is safe', async () => {
    const { post, arrival, close } = await start()
    const response = post()
    const { ack } = await arrival()
    await close()
    await ack()
    expect((await response).status).to.equal(202)
  })

  it('takes nothing in any more when the flow is stopped while a request is read', async () => {
    const { post, arrivals, close } = await start()
    const response = post()
    await close()
    expect([(await response).status, arrivals.length]).to.deep.equal([503, 0])
  })

  it('takes the idempotency key of the caller for the id of the message', async () => {
    const { post, arrival, close } = await start()
    const response = post({ 'idempotency-key': 'k1' })
    const { origin, ack } = await arrival()
    expect(origin?.id).to.equal('k1')
    await ack()
    await response
    await close()
  })
})
