import { applies, asJson, check, RejectedError } from '@millrace/sdk'
import { testNode } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { failureOf, sqsKit } from './kit.test.ts'
import { amazonSqsOut } from './output.ts'

describe('amazon-sqs/out', () => {
  const kit = sqsKit()
  const bodies = async (url: string) => (await kit.taken(url)).map(({ Body }) => Body)
  const out = async (url: string, config: object = {}, options: object = {}) =>
    kit.output((await kit.connect(url, {}, options)).connection, config)

  it('D05 sends the payload, and tells the result under its path', async () => {
    const url = await kit.queue()
    const [sent] = await (await out(url, { result: 'sqs.sent' })).receive({ payload: { a: 1 }, keep: true })
    const [taken] = await kit.taken(url)
    expect(taken?.Body).to.equal('{"a":1}')
    expect(sent?.message).to.deep.include({ keep: true, sqs: { sent: { success: true, messageId: taken?.MessageId } } })
  })

  it('D05 passes the message on as it is when no result is asked for', async () => {
    const [sent] = await (await out(await kit.queue())).receive({ payload: 'x' })
    expect(sent?.message).to.deep.equal({ _msgid: 'test', payload: 'x' })
  })

  it('D05 takes the message from a property or from a text template', async () => {
    const url = await kit.queue()
    const path = { from: 'value', value: { type: 'msg', value: 'order.name' } }
    await (await out(url, { message: path })).receive({ order: { name: 'a' } })
    const template = { from: 'template', template: 'order {{msg.order.name}}' }
    await (await out(url, { message: template })).receive({ order: { name: 'b' } })
    expect(await bodies(url)).to.deep.equal(['a', 'order b'])
  })

  const ways: Readonly<Record<string, object>> = {
    fields: {
      from: 'fields',
      fields: [
        { name: 'shop', value: '{{msg.shop}}' },
        { name: 'items', dataType: 'Number', value: '{{msg.items}}' }
      ]
    },
    json: { from: 'json', json: '{ "shop": "{{msg.shop}}", "items": {{msg.items}} }' },
    path: { from: 'path', path: { type: 'msg', value: 'attributes' } }
  }
  for (const [way, attributes] of Object.entries(ways))
    it(`D05 takes the attributes from ${way}`, async () => {
      const url = await kit.queue()
      const given = { shop: 'vienna', items: 3 }
      await (await out(url, { attributes })).receive({ payload: 'x', ...given, attributes: given })
      const [taken] = await kit.taken(url)
      expect(taken?.MessageAttributes?.shop).to.include({ StringValue: 'vienna', DataType: 'String' })
      expect(taken?.MessageAttributes?.items).to.include({ StringValue: '3', DataType: 'Number' })
    })

  it('D05 shows the fields of FIFO queues for FIFO queues alone, and wants a group', () => {
    const { properties } = amazonSqsOut.config
    const shown = (kind: string) =>
      (['group', 'deduplication', 'delay'] as const).filter(name => applies(asJson(properties[name]), { kind }))
    expect(shown('standard')).to.deep.equal(['delay'])
    expect(shown('fifo')).to.deep.equal(['group', 'deduplication'])
    expect(check(amazonSqsOut.config, { kind: 'fifo' }).map(({ path }) => path)).to.include('/group')
    expect(check(amazonSqsOut.config, { kind: 'standard' }).map(({ path }) => path)).not.to.include('/group')
  })

  it('D05 sends to a FIFO queue with group and deduplication ID, in the order of each group', async () => {
    const url = await kit.queue({}, '.fifo')
    const node = await out(url, { kind: 'fifo', group: '{{msg.device}}', deduplication: '{{msg.key}}', result: 'sqs' })
    const messages = Array.from({ length: 40 }, (_, i) => ({ payload: i, device: `d${i % 3}`, key: `k${i % 20}` }))
    const sent = await Promise.all(messages.map(message => node.receive(message)))
    expect(sent[0]?.[0]?.message.sqs).to.have.property('sequenceNumber')
    const taken = await kit.taken(url)
    expect(taken).to.have.length(20)
    for (const device of ['d0', 'd1', 'd2']) {
      const numbers = taken
        .filter(({ Attributes }) => Attributes.MessageGroupId === device)
        .map(({ Body }) => Number(Body))
      expect(numbers).to.deep.equal(numbers.toSorted((a, b) => a - b))
    }
  })

  it('D05 gives each message a deduplication ID of its own, the same when it is tried again', async () => {
    const url = await kit.queue({}, '.fifo')
    const { connection } = await kit.connect(url)
    const node = () => testNode(amazonSqsOut, { kind: 'fifo', group: 'g' }, { connection })
    const first = node()
    await first.receive({ payload: 'a' })
    await first.receive({ payload: 'a' })
    await node().receive({ payload: 'a' })
    expect(await bodies(url)).to.deep.equal(['a', 'a'])
  })

  it('D05 says so when the queue is of the other kind, without giving the message up', async () => {
    const [standard, fifo] = [await kit.queue(), await kit.queue({}, '.fifo')]
    for (const [url, config, text] of [
      [fifo, {}, 'is a FIFO queue'],
      [standard, { kind: 'fifo', group: 'g' }, 'is a standard queue']
    ] as const) {
      const failure = await failureOf((await out(url, config)).receive({ payload: 'x' }))
      expect(failure).to.include({ code: 'CONFIG_INVALID' })
      expect(failure?.message).to.include(text)
    }
  })

  it('delays a message', async () => {
    const url = await kit.queue()
    await (await out(url, { delay: 900 })).receive({ payload: 'later' })
    expect(await bodies(url)).to.deep.equal([])
  })

  it('sends to another queue at the same place, and nowhere else', async () => {
    const [own, other] = [await kit.queue(), await kit.queue()]
    await (await out(own, { url: other })).receive({ payload: 'x' })
    expect([await bodies(own), await bodies(other)]).to.deep.equal([[], ['x']])
    const failure = await failureOf((await out(own, { url: 'https://evil.example/0/q' })).receive({ payload: 'x' }))
    expect(failure?.message).to.include('is at another place')
  })

  it('puts messages that come together into few requests', async () => {
    const url = await kit.queue()
    const node = await out(url)
    const before = kit.server.requests('SendMessageBatch')
    await Promise.all(Array.from({ length: 100 }, (_, i) => node.receive({ payload: String(i) })))
    expect(kit.server.requests('SendMessageBatch') - before).to.equal(10)
    expect(new Set(await bodies(url)).size).to.equal(100)
  })

  it('fails only the message that SQS does not take', async () => {
    const url = await kit.queue()
    const node = await out(url)
    const all = await Promise.all(['a', 'b\u0001', 'c'].map(payload => failureOf(node.receive({ payload }))))
    expect(all.map(failure => failure instanceof RejectedError)).to.deep.equal([false, true, false])
    expect(all[1]?.message).to.include('Invalid characters')
    expect((await bodies(url)).toSorted()).to.deep.equal(['a', 'c'])
  })

  it('rejects what is too large for people, for the queue, or for SQS', async () => {
    const large = await failureOf(
      (await out(await kit.queue(), {}, { limits: { bytes: 4 } })).receive({ payload: 'äöü' })
    )
    expect(large).to.be.instanceOf(RejectedError)
    expect(large?.message).to.include('6 bytes; the limit is 4')
    const small = await kit.queue({ MaximumMessageSize: '1024' })
    const above = await failureOf((await out(small)).receive({ payload: 'x'.repeat(1025) }))
    expect(above).to.be.instanceOf(RejectedError)
    expect(above?.message).to.include('the queue takes 1024')
    const other = await failureOf((await out(await kit.queue(), { url: small })).receive({ payload: 'x'.repeat(1025) }))
    expect(other).to.be.instanceOf(RejectedError)
  })

  it('waits where AWS asks for patience, and tries again what may pass', async () => {
    const url = await kit.queue()
    const node = await out(url)
    const throttled = { status: 400, code: 'RequestThrottled', message: 'slower' }
    kit.server.fail('SendMessageBatch', throttled, 3)
    const failure = await failureOf(node.receive({ payload: 'x' }))
    expect(failure).to.include({ code: 'RETRY_LATER' })
    kit.server.deny('SendMessage')
    const denied = await failureOf(node.receive({ payload: 'x' }))
    kit.server.allow('SendMessage')
    expect(denied).to.include({ code: 'PERMISSION_MISSING' })
    await node.receive({ payload: 'x' })
    expect(await bodies(url)).to.deep.equal(['x'])
  })
})
