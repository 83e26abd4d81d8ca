import { RejectedError } from '@millrace/sdk'
import { expect } from 'chai'
import { failureOf, payloads, pubsubKit, until } from './kit.test.ts'
import { pubsubIn } from './trigger.ts'

describe('google-pubsub/in', () => {
  const kit = pubsubKit()

  it('C06 C08 makes a subscription for each topic and hears them', async () => {
    kit.topics('c06-a', 'c06-b')
    const { trigger } = await kit.hear({ topics: ['c06-a', 'projects/acme/topics/c06-b'] })
    const before = Date.now()
    const id = kit.publish('c06-a', '{"t":21}', { attributes: { site: 'eu-1' } })
    const first = await trigger.arrival()
    const event = { topic: 'c06-a', payload: { t: 21 }, attributes: { site: 'eu-1' }, messageId: id }
    expect(first.message).to.deep.include(event)
    expect(first.message.publishTime).to.be.within(before, Date.now())
    expect(first.origin).to.deep.equal({ id: `c06-a/${id}` })
    kit.publish('c06-b', 'text')
    expect((await trigger.arrival(2)).message).to.deep.include({ topic: 'c06-b', payload: 'text', attributes: {} })
  })

  it('A16 hears the topics of the integration when it has none of its own', async () => {
    kit.topics('default-topic')
    const { trigger } = await kit.hear({}, { topics: ['default-topic'] })
    kit.publish('default-topic', 'x')
    await trigger.arrival()
    const { connection } = await kit.connect()
    expect((await failureOf(kit.listen(connection, {})))?.message).to.include('there is no topic to hear')
  })

  it('C08 gives the same id to every delivery of a message', async () => {
    kit.topics('again')
    const { trigger } = await kit.hear({ topics: ['again'] })
    kit.publish('again', 'x')
    const first = await trigger.arrival()
    await first.nack(new Error('the journal is full'))
    const second = await trigger.arrival(2)
    expect(second.origin.id).to.equal(first.origin.id)
    await second.ack()
    await until(() => kit.unacknowledged('again') === 0)
  })

  it('acknowledges when told to, not before', async () => {
    kit.topics('ack')
    const { trigger } = await kit.hear({ topics: ['ack'] })
    kit.publish('ack', 'x')
    const arrival = await trigger.arrival()
    const before = kit.server.calls('Acknowledge')
    expect(kit.unacknowledged('ack')).to.equal(1)
    await arrival.ack()
    await until(() => kit.unacknowledged('ack') === 0)
    expect(kit.server.calls('Acknowledge')).to.equal(before + 1)
  })

  it('keeps to the number of unacknowledged messages', async () => {
    kit.topics('window')
    const { trigger } = await kit.hear({ topics: ['window'], maxMessages: 2 })
    for (const payload of ['a', 'b', 'c']) kit.publish('window', payload)
    const second = await trigger.arrival(2)
    expect(payloads(trigger.arrivals)).to.deep.equal(['a', 'b'])
    await second.ack()
    expect((await trigger.arrival(3)).message.payload).to.equal('c')
  })

  it('C08 reads payloads as told, and rejects what cannot be read, with its bytes', async () => {
    kit.topics('kinds')
    const { connection } = await kit.hear({ topics: ['kinds'], payload: 'json' })
    const json = await kit.listen(connection, { topics: ['kinds'], payload: 'json' }, 'flow/json')
    const bytes = await kit.listen(connection, { topics: ['kinds'], payload: 'bytes' }, 'flow/bytes')
    const text = await kit.listen(connection, { topics: ['kinds'], payload: 'text' }, 'flow/text')
    kit.publish('kinds', '{"a":1}')
    expect((await json.arrival()).message.payload).to.deep.equal({ a: 1 })
    expect((await text.arrival()).message.payload).to.equal('{"a":1}')
    expect((await bytes.arrival()).message.payload).to.deep.equal(new TextEncoder().encode('{"a":1}'))
    kit.publish('kinds', 'no JSON')
    const { origin, message } = await json.arrival(2)
    expect(origin.rejected).to.be.instanceOf(RejectedError)
    expect(message.payload).to.deep.equal(new TextEncoder().encode('no JSON'))
  })

  it('P rejects what is larger than the limit', async () => {
    kit.topics('large')
    const { trigger } = await kit.hear({ topics: ['large'] }, {}, { limits: { bytes: 4 } })
    kit.publish('large', 'five!')
    expect((await trigger.arrival()).origin.rejected?.message).to.equal('the payload has 5 bytes; the limit is 4')
  })

  it('handles messages of an ordering key one after the other when told so, otherwise not', async () => {
    kit.topics('keys')
    const { connection, trigger } = await kit.hear({ topics: ['keys'], ordered: true })
    const free = await kit.listen(connection, { topics: ['keys'] }, 'flow/free')
    kit.publish('keys', 'x', { orderingKey: 'boiler-7' })
    expect((await trigger.arrival()).origin.key).to.equal('boiler-7')
    expect((await trigger.arrival()).message.orderingKey).to.equal('boiler-7')
    expect((await free.arrival()).origin).not.to.have.property('key')
    expect(kit.subscriptions('keys').map(({ config }) => config.enableMessageOrdering)).to.deep.equal([true, false])
  })

  it('lets only messages come that fit the filter', async () => {
    kit.topics('filtered')
    const { trigger } = await kit.hear({ topics: ['filtered'], filter: 'attributes.kind = "alarm"' })
    kit.publish('filtered', 'no', { attributes: { kind: 'report' } })
    kit.publish('filtered', 'yes', { attributes: { kind: 'alarm' } })
    expect((await trigger.arrival()).message.payload).to.equal('yes')
    const failure = await failureOf(kit.hear({ topics: ['filtered'], filter: 'nonsense' }))
    expect(failure).to.include({ code: 'SUBSCRIBE_REFUSED' })
    expect(failure?.message).to.include('is not valid')
  })

  it('waits for the answer to an acknowledgement where delivery is exactly once', async () => {
    kit.topics('once')
    const { trigger } = await kit.hear({ topics: ['once'], exactlyOnce: true })
    kit.publish('once', 'x')
    const arrival = await trigger.arrival()
    expect(kit.unacknowledged('once')).to.equal(1)
    await arrival.ack()
    expect(kit.unacknowledged('once')).to.equal(0)
  })

  it('leaves retries to Pub/Sub when told so, with its waiting times and dead letter topic', async () => {
    kit.topics('retried', 'dead-letters')
    const config = { topics: ['retried'], retries: 'source', minimumBackoff: 5, deadLetterTopic: 'dead-letters' }
    const { trigger } = await kit.hear(config)
    const [made] = kit.subscriptions('retried')
    expect(made?.config.retryPolicy).to.deep.equal({
      minimumBackoff: { seconds: 5, nanos: 0 },
      maximumBackoff: { seconds: 600, nanos: 0 }
    })
    expect(made?.config.deadLetterPolicy).to.include({ deadLetterTopic: 'projects/acme/topics/dead-letters' })
    kit.publish('retried', 'x')
    expect((await trigger.arrival()).message.deliveryAttempt).to.equal(1)
    const left = (retries: string) =>
      typeof pubsubIn.retriesAtSource === 'function' && pubsubIn.retriesAtSource({ retries } as never)
    expect([left('source'), left('here')]).to.deep.equal([true, false])
  })

  it('hears an existing subscription, and neither changes nor removes it', async () => {
    kit.topics('theirs')
    const name = 'projects/acme/subscriptions/billing'
    const theirs = kit.server.project.createSubscription({
      name,
      topic: 'projects/acme/topics/theirs',
      enableMessageOrdering: true
    })
    const { trigger } = await kit.hear({ source: 'subscription', subscription: 'billing' })
    kit.publish('theirs', 'x', { orderingKey: 'k' })
    const arrival = await trigger.arrival()
    expect(arrival.message).to.include({ payload: 'x', orderingKey: 'k' })
    expect(arrival.origin).to.deep.equal({ id: arrival.message.messageId, key: 'k' })
    expect(kit.subscriptions('theirs')).to.deep.equal([theirs])
    const none = await failureOf(kit.hear({ source: 'subscription', subscription: 'not-there' }))
    expect(none?.message).to.include('there is no subscription not-there')
  })

  it('says that a topic is missing, and which permission', async () => {
    expect((await failureOf(kit.hear({ topics: ['nowhere'] })))?.message).to.include('there is no topic nowhere')
    kit.topics('forbidden')
    for (const permission of ['pubsub.subscriptions.create', 'pubsub.subscriptions.consume']) {
      kit.server.faults.deny(permission)
      const failure = await failureOf(kit.hear({ topics: ['forbidden'] }))
      kit.server.faults.allow(permission)
      expect(failure?.message).to.include(permission)
    }
  })

  it('makes a subscription again that vanished, without losing the connection', async () => {
    kit.topics('vanishing')
    const { trigger, lost } = await kit.hear({ topics: ['vanishing'] })
    let isLost = false
    void lost.then(() => {
      isLost = true
    })
    const { connection } = await kit.connect()
    const [made] = kit.subscriptions('vanishing')
    await connection.parts.clients.subscriber.deleteSubscription({ subscription: made?.config.name as string })
    await until(() => kit.subscriptions('vanishing').length === 1)
    kit.publish('vanishing', 'after')
    expect((await trigger.arrival()).message.payload).to.equal('after')
    expect(isLost).to.equal(false)
  })

  it('makes a subscription again whose topic was deleted and made anew', async () => {
    kit.topics('reborn')
    const first = await kit.hear({ topics: ['reborn'] })
    await first.close()
    kit.server.project.deleteTopic('projects/acme/topics/reborn')
    kit.topics('reborn')
    const { trigger } = await kit.hear({ topics: ['reborn'] })
    kit.publish('reborn', 'x')
    await trigger.arrival()
  })

  it('loses the connection when what vanished cannot be made again', async () => {
    kit.topics('gone-for-good')
    const { lost } = await kit.hear({ topics: ['gone-for-good'] })
    const { connection } = await kit.connect()
    const [made] = kit.subscriptions('gone-for-good')
    kit.server.project.deleteTopic('projects/acme/topics/gone-for-good')
    await connection.parts.clients.subscriber.deleteSubscription({ subscription: made?.config.name as string })
    expect((await lost)?.message).to.include('there is no topic gone-for-good')
  })

  it('keeps messages on lease while flows are slow, and takes them again when nobody did (control)', async () => {
    kit.topics('slow')
    const { trigger } = await kit.hear({ topics: ['slow'] })
    kit.publish('slow', 'x')
    await trigger.arrival()
    const before = kit.server.calls('ModifyAckDeadline')
    expect(before).to.be.greaterThan(0)
    kit.server.expireLeases()
    expect((await trigger.arrival(2)).origin.id).to.equal(trigger.arrivals[0]?.origin.id)
  })
})
