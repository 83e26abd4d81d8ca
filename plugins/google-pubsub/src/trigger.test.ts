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
    expect(first.message).to.deep.include({
      topic: 'c06-a',
      payload: { t: 21 },
      attributes: { site: 'eu-1' },
      messageId: id
    })
    expect(first.message.publishTime).to.be.within(before, Date.now())
    expect(first.origin).to.deep.equal({ id: `c06-a/${id}` })
    kit.publish('c06-b', 'text')
    expect((await trigger.arrival(2)).message).to.deep.include({ topic: 'c06-b', payload: 'text' })
  })

  it('acknowledges when told to, not before', async () => {
    kit.topics('ack')
    const { trigger } = await kit.hear({ topics: ['ack'] })
    kit.publish('ack', 'x')
    const arrival = await trigger.arrival()
    expect(kit.unacknowledged('ack')).to.equal(1)
    expect(kit.server.calls('Acknowledge')).to.equal(0)
    await arrival.ack()
    await until(() => kit.unacknowledged('ack') === 0)
  })
})
