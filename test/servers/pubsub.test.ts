import { expect } from 'chai'
import type { SubscriptionConfig } from './pubsub/messages.ts'
import { Project } from './pubsub/project.ts'
import type { Pull, Subscription } from './pubsub/subscription.ts'

const topic = 'projects/acme/topics/source'

const subscribed = (more: Partial<SubscriptionConfig> = {}) => {
  const project = new Project()
  project.createTopic({ name: topic })
  const subscription = project.createSubscription({ name: 'projects/acme/subscriptions/s', topic, ...more })
  const publish = (data: string, orderingKey = '', attributes = {}) =>
    project.publish(topic, [{ data: Buffer.from(data), orderingKey, attributes }])
  return { project, subscription, publish }
}

/** A stream that remembers what it got. */
const stream = (subscription: Subscription, max = 0) => {
  const got: { ackId: string; data: string }[] = []
  const pull: Pull = {
    max,
    deadline: 10,
    send: messages => void got.push(...messages.map(({ ackId, message }) => ({ ackId, data: String(message.data) })))
  }
  subscription.open(pull)
  return { got, pull, data: () => got.map(({ data }) => data) }
}

const turn = () => new Promise(resolve => setImmediate(resolve))

describe('the Pub/Sub of the tests', () => {
  it('keeps a message until it is acknowledged', async () => {
    const { subscription, publish } = subscribed()
    const { got } = stream(subscription)
    publish('a')
    await turn()
    expect(subscription.unacknowledged).to.equal(1)
    subscription.acknowledge([got[0]?.ackId ?? ''])
    expect(subscription.unacknowledged).to.equal(0)
  })

  it('gives a message again that was given back, or that nobody extended', async () => {
    const { subscription, publish } = subscribed()
    const { got, data } = stream(subscription)
    publish('a')
    await turn()
    subscription.modify([got[0]?.ackId ?? ''], 0)
    await turn()
    subscription.modify([got[1]?.ackId ?? ''], 60)
    expect(subscription.expire(Date.now() + 30_000)).to.equal(0)
    expect(subscription.expire(Date.now() + 61_000)).to.equal(1)
    await turn()
    expect(data()).to.deep.equal(['a', 'a', 'a'])
  })

  it('gives no stream more than it asked for, and takes back what it had when it leaves', async () => {
    const { subscription, publish } = subscribed()
    const first = stream(subscription, 2)
    for (const data of ['a', 'b', 'c']) publish(data)
    await turn()
    expect(first.data()).to.deep.equal(['a', 'b'])
    subscription.leave(first.pull)
    const second = stream(subscription)
    subscription.expire(Date.now() + 1000)
    await turn()
    expect(second.data().toSorted()).to.deep.equal(['a', 'b', 'c'])
  })

  it('gives everything after a message of an ordering key again with it, in order', async () => {
    const { subscription, publish } = subscribed({ enableMessageOrdering: true })
    const { got, data } = stream(subscription)
    for (const [text, key] of [
      ['a1', 'a'],
      ['b1', 'b'],
      ['a2', 'a']
    ] as const)
      publish(text, key)
    await turn()
    subscription.modify([got[0]?.ackId ?? ''], 0)
    await turn()
    expect(data()).to.deep.equal(['a1', 'b1', 'a2', 'a1', 'a2'])
  })

  it('filters by attributes', () => {
    const { subscription, publish } = subscribed({
      filter: 'attributes:kind AND attributes.kind != "report" AND NOT hasPrefix(attributes.site, "us-")'
    })
    publish('no kind')
    publish('report', '', { kind: 'report' })
    publish('elsewhere', '', { kind: 'alarm', site: 'us-1' })
    expect(subscription.unacknowledged).to.equal(0)
    publish('alarm', '', { kind: 'alarm', site: 'eu-1' })
    expect(subscription.unacknowledged).to.equal(1)
  })

  it('takes all messages of a request or none', () => {
    const { project, subscription } = subscribed()
    const good = { data: Buffer.from('x'), attributes: {}, orderingKey: '' }
    const empty = { ...good, data: Buffer.alloc(0) }
    expect(() => project.publish(topic, [good, empty])).to.throw('a message needs data or attributes')
    expect(subscription.unacknowledged).to.equal(0)
  })

  it('leaves a subscription behind that hears nothing any more when its topic goes', () => {
    const { project, subscription } = subscribed()
    project.deleteTopic(topic)
    expect(subscription.config.topic).to.equal('_deleted-topic_')
    expect(() => project.publish(topic, [])).to.throw('Resource not found')
  })
})
