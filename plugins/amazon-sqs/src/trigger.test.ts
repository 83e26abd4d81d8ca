import { expect } from 'chai'
import { sqsKit, until } from './kit.test.ts'
import { readMessage } from './read-message.ts'
import { amazonSqsIn } from './trigger.ts'

describe('amazon-sqs/in', () => {
  const kit = sqsKit()

  it('D04 R10 emits payload, ids, attributes and what SQS knows of a message', async () => {
    const url = await kit.queue()
    await kit.send(url, {
      MessageBody: '{"order":4711}',
      MessageAttributes: {
        shop: { DataType: 'String', StringValue: 'vienna' },
        items: { DataType: 'Number', StringValue: '3' },
        mark: { DataType: 'Binary', BinaryValue: 'AP8=' }
      }
    })
    const { trigger } = await kit.hear(url)
    const { message, origin } = await trigger.arrival()
    expect(message.payload).to.deep.equal({ order: 4711 })
    expect(message.messageAttributes).to.deep.equal({
      shop: { value: 'vienna', dataType: 'String' },
      items: { value: 3, dataType: 'Number' },
      mark: { value: new Uint8Array([0, 255]), dataType: 'Binary' }
    })
    expect(message.queueUrl).to.equal(url)
    expect(message.systemAttributes).to.include({ ApproximateReceiveCount: 1, SenderId: '000000000000' })
    expect(message.systemAttributes).to.have.property('SentTimestamp').that.is.a('number')
    expect(message.systemAttributes).to.have.property('ApproximateFirstReceiveTimestamp').that.is.a('number')
    expect(origin).to.deep.equal({ id: message.messageId })
  })

  it('D04 tells group, deduplication ID and sequence number of a FIFO queue, and keeps the order of a group', async () => {
    const url = await kit.queue({}, '.fifo')
    const all = ['a1', 'b1', 'a2', 'b2', 'a3']
    for (const body of all)
      await kit.send(url, { MessageBody: body, MessageGroupId: body[0], MessageDeduplicationId: `id-${body}` })
    const { trigger } = await kit.hear(url)
    await trigger.arrival(2)
    const { message, origin } = trigger.arrivals[0] as (typeof trigger.arrivals)[0]
    expect(origin.key).to.equal('a')
    expect(message.systemAttributes).to.include({ MessageGroupId: 'a', MessageDeduplicationId: 'id-a1' })
    expect(message.systemAttributes).to.have.property('SequenceNumber')
    for (let done = 0; done < all.length; done++) await (await trigger.arrival(done + 1)).ack()
    const heard = trigger.arrivals.map(arrival => String(arrival.message.payload))
    expect(heard.filter(body => body.startsWith('a'))).to.deep.equal(['a1', 'a2', 'a3'])
    expect(heard.filter(body => body.startsWith('b'))).to.deep.equal(['b1', 'b2'])
    await until(() => kit.empty(url))
  })

  it('makes a dead letter of what cannot be read as chosen, with the body as its payload', async () => {
    const url = await kit.queue()
    await kit.send(url, '{ broken')
    const { trigger } = await kit.hear(url, {}, { trigger: { payload: 'json' } })
    const { message, origin } = await trigger.arrival()
    expect(message.payload).to.equal('{ broken')
    expect(origin.rejected?.message).to.include('the payload is not JSON')
  })

  it('P makes a dead letter of what is larger than people allow', () => {
    const options = { payload: 'text', queueUrl: 'q', limits: { bytes: 4 } } as const
    expect(readMessage({ Body: 'äö' }, options).rejected).to.equal(undefined)
    expect(readMessage({ Body: 'äöü' }, options).rejected?.message).to.include('6 bytes; the limit is 4')
  })

  it('waits for messages without asking again and again', async () => {
    const url = await kit.queue()
    const before = kit.server.requests('ReceiveMessage')
    const { trigger } = await kit.hear(url)
    await until(() => kit.server.requests('ReceiveMessage') > before)
    await kit.send(url, 'at once')
    await trigger.arrival()
    expect(kit.server.requests('ReceiveMessage') - before).to.be.at.most(2)
  })

  it('asks several times at once while there are many messages', async () => {
    const url = await kit.queue()
    for (let i = 0; i < 60; i++) await kit.send(url, String(i))
    const { trigger } = await kit.hear(url, { polls: 4 })
    await trigger.arrival(60)
    expect(new Set(trigger.arrivals.map(({ message }) => message.payload)).size).to.equal(60)
  })

  it('takes nothing before every trigger has started', async () => {
    const url = await kit.queue()
    await kit.send(url, 'early')
    const live = await kit.connect(url)
    const before = kit.server.requests('ReceiveMessage')
    const trigger = await kit.listen(live.connection)
    await kit.connect(url)
    expect(kit.server.requests('ReceiveMessage')).to.equal(before)
    live.ready()
    await trigger.arrival()
  })

  for (const action of ['DeleteMessage', 'ChangeMessageVisibility'])
    it(`D03 does not start without sqs:${action}, and does when it was given`, async () => {
      const url = await kit.queue()
      const { connection } = await kit.connect(url)
      kit.server.deny(action)
      kit.defer(() => kit.server.allow(action))
      const failure = await kit.listen(connection).catch((error: Error) => error)
      expect(failure).to.include({ code: 'PERMISSION_MISSING' })
      kit.server.allow(action)
      await kit.listen(connection)
    })

  it('D03 is lost without sqs:ReceiveMessage', async () => {
    const url = await kit.queue()
    kit.server.deny('ReceiveMessage')
    kit.defer(() => kit.server.allow('ReceiveMessage'))
    expect(await (await kit.hear(url)).lost).to.include({ code: 'PERMISSION_MISSING' })
  })

  it('pauses when SQS has too many messages under way, and goes on', async () => {
    const url = await kit.queue()
    kit.server.fail('ReceiveMessage', { status: 403, code: 'OverLimit', message: 'too many' })
    const { trigger } = await kit.hear(url)
    await kit.send(url, 'after')
    await trigger.arrival()
  }).timeout(15_000)

  it('offers to leave retries to the source, and does not by itself', () => {
    const { retriesAtSource } = amazonSqsIn
    const left = (chosen: boolean) =>
      typeof retriesAtSource === 'function' && retriesAtSource({ retriesAtSource: chosen } as never)
    expect([left(false), left(true)]).to.deep.equal([false, true])
    expect(amazonSqsIn.config.properties.retriesAtSource).to.include({ default: false })
  })
})
