import type { StoredMessage, SubscriptionConfig, TopicConfig } from './messages.ts'
import { alreadyExists, invalid, notFound } from './rpc-error.ts'
import { Subscription } from './subscription.ts'

type NewSubscription = Pick<SubscriptionConfig, 'name' | 'topic'> & Partial<SubscriptionConfig>

const plain = {
  enableMessageOrdering: false,
  enableExactlyOnceDelivery: false,
  filter: '',
  deadLetterPolicy: null,
  retryPolicy: null
}

type Publication = Pick<StoredMessage, 'data' | 'attributes' | 'orderingKey'>

/** The topics and subscriptions that there are, whatever becomes of the servers in front of them. */
export class Project {
  readonly topics = new Map<string, TopicConfig>()
  readonly subscriptions = new Map<string, Subscription>()
  /** Everything that was published, by topic, in order. */
  readonly published = new Map<string, StoredMessage[]>()
  #nextId = 1

  createTopic(topic: TopicConfig): TopicConfig {
    if (this.topics.has(topic.name)) throw alreadyExists(topic.name)
    this.topics.set(topic.name, topic)
    return topic
  }

  topic(name: string): TopicConfig {
    const found = this.topics.get(name)
    if (!found) throw notFound(name)
    return found
  }

  /** Its subscriptions stay, and hear nothing any more. */
  deleteTopic(name: string): void {
    this.topic(name)
    this.topics.delete(name)
    for (const { config } of this.subscriptions.values()) if (config.topic === name) config.topic = '_deleted-topic_'
  }

  createSubscription(config: NewSubscription): Subscription {
    this.topic(config.topic)
    if (this.subscriptions.has(config.name)) throw alreadyExists(config.name)
    const made = new Subscription({ ...plain, ...config, ackDeadlineSeconds: config.ackDeadlineSeconds || 10 })
    this.subscriptions.set(config.name, made)
    return made
  }

  subscription(name: string): Subscription {
    const found = this.subscriptions.get(name)
    if (!found) throw notFound(name)
    return found
  }

  deleteSubscription(name: string): Subscription {
    const found = this.subscription(name)
    this.subscriptions.delete(name)
    return found
  }

  /** All or none, as the real service does. */
  publish(topic: string, publications: readonly Publication[]): string[] {
    this.topic(topic)
    for (const { data, attributes } of publications) assertFits(data, attributes)
    const heard = [...this.subscriptions.values()].filter(({ config }) => config.topic === topic)
    const published = this.published.get(topic) ?? []
    this.published.set(topic, published)
    return publications.map(({ data, attributes, orderingKey }) => {
      const now = Date.now()
      const publishTime = { seconds: Math.floor(now / 1000), nanos: (now % 1000) * 1_000_000 }
      const message = { data, attributes, orderingKey, publishTime, messageId: String(this.#nextId++) }
      published.push(message)
      for (const subscription of heard) subscription.publish(message)
      return message.messageId
    })
  }
}

/** The largest request that the service takes. */
export const MOST_BYTES = 10_000_000

const assertFits = (data: Buffer, attributes: Readonly<Record<string, string>>): void => {
  if (data.length > MOST_BYTES) throw invalid('Request payload size exceeds the limit: 10000000 bytes.')
  if (data.length === 0 && Object.keys(attributes).length === 0)
    throw invalid('Some messages in the request are empty: a message needs data or attributes.')
  if (Object.keys(attributes).some(key => key === '' || key.startsWith('goog')))
    throw invalid('An attribute key is empty or reserved.')
}
