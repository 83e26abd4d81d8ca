import { memoryStorage } from '@millrace/sdk/testing'
import { expect } from 'chai'
import { hubKit, payloads } from './kit.test.ts'
import { eventHubIn } from './trigger.ts'

describe('azure-event-hubs/in', () => {
  const kit = hubKit()

  it('hears the events of every partition', async () => {
    const eventHub = kit.hub(4)
    const { trigger } = await kit.hear({ eventHub })
    kit.server.send(eventHub, ['a', 'b', 'c', 'd', 'e'])
    await trigger.arrival(5)
    expect(payloads(trigger.arrivals).toSorted()).to.deep.equal(['a', 'b', 'c', 'd', 'e'])
    expect(new Set(trigger.arrivals.map(({ message }) => message.partition)).size).to.equal(4)
  })

  it('E07 R10 emits messages in the shape of Node-RED, with everything an event carries', async () => {
    const eventHub = kit.hub()
    const { trigger, connection } = await kit.hear({ eventHub })
    kit.server.send(
      eventHub,
      [
        {
          body: Buffer.from('{"boiler":7}'),
          message_id: 'id-1',
          correlation_id: 'order-1',
          content_type: 'application/json',
          application_properties: { site: 'north', priority: 1 },
          message_annotations: { 'x-opt-partition-key': 'boiler-7', 'x-opt-custom': 'yes' }
        }
      ],
      { key: 'boiler-7' }
    )
    const { message, origin } = await trigger.arrival()
    expect(message.enqueuedTime).to.be.instanceOf(Date)
    expect({ ...message, enqueuedTime: 0 }).to.deep.equal({
      payload: { boiler: 7 },
      partition: '0',
      offset: '0',
      sequenceNumber: 0,
      enqueuedTime: 0,
      partitionKey: 'boiler-7',
      messageId: 'id-1',
      correlationId: 'order-1',
      contentType: 'application/json',
      properties: { site: 'north', priority: 1 },
      systemProperties: {
        messageId: 'id-1',
        correlationId: 'order-1',
        contentType: 'application/json',
        'x-opt-custom': 'yes'
      }
    })
    expect(origin.id).to.equal(`${connection.id}/0/0`)
    expect(eventHubIn.redelivers).to.equal(true)
  })

  const sent = Buffer.from('{"a":1}')
  const kinds = { text: '{"a":1}', json: { a: 1 }, bytes: new Uint8Array(sent), auto: { a: 1 } }
  for (const [payload, expected] of Object.entries(kinds))
    it(`R10 reads a payload as ${payload}`, async () => {
      const eventHub = kit.hub()
      const { trigger } = await kit.hear({ eventHub }, { payload })
      kit.server.send(eventHub, [sent])
      expect((await trigger.arrival()).message.payload).to.deep.equal(expected)
    })

  it('R10 takes values that came with a type of AMQP as they are', async () => {
    const eventHub = kit.hub()
    const { trigger } = await kit.hear({ eventHub }, { payload: 'json' })
    kit.server.send(eventHub, [{ body: { level: 3, tags: ['a'] } }, { body: 'text' }])
    await trigger.arrival(2)
    expect(payloads(trigger.arrivals)).to.deep.equal([{ level: 3, tags: ['a'] }, 'text'])
  })

  it('hands over what cannot be read as rejected, with the bytes as they came, and finishes it', async () => {
    const eventHub = kit.hub()
    const storage = memoryStorage()
    const first = await kit.hear({ eventHub }, { payload: 'json' }, { storage })
    kit.server.send(eventHub, ['{"a":', '1'])
    await first.trigger.arrival(2)
    const [broken, fine] = first.trigger.arrivals
    expect(broken?.origin.rejected?.message).to.include('the payload is not JSON')
    expect(broken?.message.payload).to.deep.equal(new Uint8Array(Buffer.from('{"a":')))
    expect(fine?.origin.rejected).to.equal(undefined)
  })

  it('hands over what is larger than the limit as rejected', async () => {
    const eventHub = kit.hub()
    const { trigger } = await kit.hear({ eventHub }, {}, { limits: { bytes: 4 } })
    kit.server.send(eventHub, ['1234', '12345'])
    await trigger.arrival(2)
    expect(trigger.arrivals.map(({ origin }) => origin.rejected?.message)).to.deep.equal([
      undefined,
      'the event has 5 bytes; the limit is 4'
    ])
  })

  it('E05 hears only events with the partition keys, its own or those of the integration', async () => {
    const eventHub = kit.hub(2)
    const { trigger, connection } = await kit.hear({ eventHub, partitionKeys: ['a', 'b'] })
    const own = await kit.listen(connection, { partitionKeys: ['c'] })
    for (const key of ['a', 'x', 'b', 'c']) kit.server.send(eventHub, [key], { key })
    kit.server.send(eventHub, ['none'])
    await Promise.all([trigger.arrival(2), own.arrival()])
    kit.server.send(eventHub, ['last'], { key: 'b' })
    kit.server.send(eventHub, ['last'], { key: 'c' })
    await Promise.all([trigger.arrival(3), own.arrival(2)])
    expect(payloads(trigger.arrivals).toSorted()).to.deep.equal(['a', 'b', 'last'])
    expect(payloads(own.arrivals)).to.deep.equal(['c', 'last'])
  })

  it('E05 hears all events when no partition key is named (control)', async () => {
    const eventHub = kit.hub()
    const { trigger } = await kit.hear({ eventHub })
    kit.server.send(eventHub, ['x'], { key: 'x' })
    kit.server.send(eventHub, ['none'])
    await trigger.arrival(2)
  })

  it('keeps the order of what people chose, by the key of the origin', async () => {
    const eventHub = kit.hub()
    const { connection, trigger: none } = await kit.hear({ eventHub })
    const byKey = await kit.listen(connection, { order: 'key' })
    const byPartition = await kit.listen(connection, { order: 'partition' })
    kit.server.send(eventHub, ['x'], { key: 'boiler-7' })
    const keys = (await Promise.all([none, byKey, byPartition].map(trigger => trigger.arrival()))).map(
      ({ origin }) => origin.key
    )
    expect(keys).to.deep.equal([undefined, 'boiler-7', '0'])
  })

  it('E04 hears with the consumer group that is named, and is refused one that is not there', async () => {
    const eventHub = kit.hub(1, ['millrace'])
    const { trigger } = await kit.hear({ eventHub, consumerGroup: 'millrace' })
    kit.server.send(eventHub, ['x'])
    await trigger.arrival()
    const refusal = await kit.refusal({ eventHub, consumerGroup: 'none' })
    expect(refusal).to.include({ code: 'REMOTE_UNKNOWN' })
    expect(refusal.message).to.include(`the event hub ${eventHub} has no consumer group none`)
  })

  it('hears new partitions from their beginning', async () => {
    const eventHub = kit.hub()
    const { trigger } = await kit.hear({ eventHub, probeInterval: 1, start: { from: 'latest' } })
    kit.server.widen(eventHub, 2)
    kit.server.send(eventHub, ['before it was found'], { partition: '1' })
    const { message } = await trigger.arrival()
    expect(message).to.include({ payload: 'before it was found', partition: '1' })
  })

  it('goes on after the service has ended its links', async () => {
    const eventHub = kit.hub()
    const { trigger } = await kit.hear({ eventHub })
    kit.server.send(eventHub, ['before'])
    await trigger.arrival()
    kit.server.detachReaders()
    kit.server.send(eventHub, ['after'])
    await trigger.arrival(2)
    expect(payloads(trigger.arrivals)).to.deep.equal(['before', 'after'])
  })
})
