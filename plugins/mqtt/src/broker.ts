import type { Limits } from '@millrace/sdk'
import type { Listener } from './listener.ts'
import type { Publication } from './publisher.ts'
import type { Session } from './session.ts'
import { isShared } from './topic-match.ts'

export interface BrokerParts {
  readonly session: Session
  readonly version: '3.1.1' | '5'
  readonly limits: Limits
  /** What listeners without topics of their own hear. */
  readonly topics: readonly string[]
  publish(publication: Publication): Promise<void>
  /** Asks whether the broker lets us subscribe. */
  probe(topics: readonly string[]): Promise<void>
  /** Opens another connection for one shared subscription, where messages do not name the subscription they came by. */
  readonly openShared?: (filter: string) => Promise<Session>
}

/** A connection to a broker, as triggers and outputs see it. */
export class Broker {
  readonly #parts: BrokerParts
  readonly #shared = new Map<string, Promise<Session>>()

  constructor(parts: BrokerParts) {
    this.#parts = parts
  }

  get version(): '3.1.1' | '5' {
    return this.#parts.version
  }

  get limits(): Limits {
    return this.#parts.limits
  }

  get topics(): readonly string[] {
    return this.#parts.topics
  }

  publish(publication: Publication): Promise<void> {
    return this.#parts.publish(publication)
  }

  probe(topics: readonly string[]): Promise<void> {
    return this.#parts.probe(topics)
  }

  /** Resolves to what ends the listening. Rejects with SUBSCRIBE_REFUSED when the broker refuses one of the topics. */
  async listen(listener: Listener): Promise<() => void> {
    const { session, openShared } = this.#parts
    if (!openShared) return session.listen(listener)
    const stops: (() => void)[] = []
    const stop = () => {
      for (const end of stops.splice(0)) end()
    }
    try {
      const plain = listener.topics.filter(topic => !isShared(topic))
      if (plain.length > 0) stops.push(await session.listen({ ...listener, topics: plain }))
      for (const topic of listener.topics.filter(isShared)) {
        const own = await this.#openShared(topic, openShared)
        stops.push(await own.listen({ ...listener, topics: [topic] }))
      }
    } catch (error) {
      stop()
      throw error
    }
    return stop
  }

  #openShared(filter: string, open: (filter: string) => Promise<Session>): Promise<Session> {
    const opened = this.#shared.get(filter) ?? open(filter)
    this.#shared.set(filter, opened)
    opened.catch(() => this.#shared.delete(filter))
    return opened
  }
}
