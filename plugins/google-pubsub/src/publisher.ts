import type { PublishOptions, PubSub, Topic } from '@google-cloud/pubsub'
import { FlowError, type Limits } from '@millrace/sdk'
import { shortName } from './names.ts'
import { assertPublishable, type Publication } from './publication.ts'
import { explainPublish } from './refusals.ts'
import { codeOf, rpc } from './status-codes.ts'

export interface PublisherOptions {
  readonly pubsub: PubSub
  readonly limits: Limits
  /** How many messages a request holds at most, and how many milliseconds it waits for them. */
  readonly batch: { readonly messages: number; readonly delay: number }
}

/** Topics that are remembered; one that is forgotten is made anew. */
const MOST_TOPICS = 1000
const BATCH_BYTES = 4_000_000

/** Publishes over one connection, many messages in a request; what is not confirmed when it ends is rejected, so that it is tried again. */
export class Publisher {
  readonly #options: PublisherOptions
  readonly #limit: number
  readonly #topics = new Map<string, Topic>()
  readonly #unconfirmed = new Set<(error: Error) => void>()
  #closed = false

  constructor(options: PublisherOptions) {
    this.#options = options
    this.#limit = options.limits.bytes ?? Number.POSITIVE_INFINITY
  }

  /** Resolves to the id that the service gave it, when it has confirmed it. */
  publish(publication: Publication): Promise<string> {
    assertPublishable(publication, this.#limit)
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(away())
        return
      }
      const topic = this.#topic(publication.topic)
      this.#unconfirmed.add(reject)
      send(topic, publication, (error, id) => {
        this.#unconfirmed.delete(reject)
        if (error === null) resolve(id)
        else if (codeOf(error) === rpc.INVALID_ARGUMENT) this.#alone(publication).then(resolve, reject)
        else reject(explainPublish(error, shortName(publication.topic)))
      })
    })
  }

  close(): void {
    this.#closed = true
    for (const reject of this.#unconfirmed) reject(away())
    this.#unconfirmed.clear()
  }

  /** A request fails whole when one of its messages is not valid: sent alone, each is judged for itself. */
  #alone(publication: Publication): Promise<string> {
    const topic = this.#options.pubsub.topic(publication.topic, { ...ordered, batching: { maxMessages: 1 } })
    return new Promise((resolve, reject) => {
      this.#unconfirmed.add(reject)
      send(topic, publication, (error, id) => {
        this.#unconfirmed.delete(reject)
        if (error === null) resolve(id)
        else reject(explainPublish(error, shortName(publication.topic)))
      })
    })
  }

  #topic(name: string): Topic {
    const known = this.#topics.get(name)
    if (known) return known
    const { pubsub, batch } = this.#options
    const topic = pubsub.topic(name, {
      ...ordered,
      batching: { maxMessages: batch.messages, maxMilliseconds: batch.delay, maxBytes: BATCH_BYTES }
    })
    if (this.#topics.size >= MOST_TOPICS) {
      const [oldest] = this.#topics.keys()
      this.#topics.delete(oldest as string)
    }
    this.#topics.set(name, topic)
    return topic
  }
}

const ordered: PublishOptions = { messageOrdering: true }

const away = () => new FlowError('INTEGRATION_AWAY', 'the connection to Pub/Sub ended before it confirmed the message')

const send = (
  topic: Topic,
  { data, attributes, orderingKey }: Publication,
  done: (error: Error | null, id: string) => void
): void => {
  const message = orderingKey === '' ? { data, attributes } : { data, attributes, orderingKey }
  topic.publishMessage(message, (error, id) => {
    // the SDK stops a key that failed until it is told to go on
    if (error && orderingKey !== '') topic.resumePublishing(orderingKey)
    done(error ?? null, id ?? '')
  })
}
