import type { Storage } from '@millrace/sdk'
import type { Position } from './prefix.ts'

/** Which hub the checkpoints are of. One that was deleted and made again counts its events from 0, and is another. */
export interface HubIdentity {
  readonly host: string
  readonly eventHub: string
  readonly group: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
}

/** Where a partition goes on: after an event, or with what came after a time. */
export type Place = Position | { readonly enqueuedAt: number }

/** How a trigger and a hub know each other: it never ran, it ran, or it ran with a hub of this name that is gone. */
export type Acquaintance = 'new' | 'known' | 'replaced'

/** The checkpoints of one trigger, in its storage: a key for each partition, and one that says which hub it knows. */
export class Checkpoints {
  readonly #storage: Storage
  readonly #createdAt: number
  readonly #prefix: string

  constructor(storage: Storage, { host, eventHub, group, createdAt }: HubIdentity) {
    this.#storage = storage
    this.#createdAt = createdAt
    this.#prefix = `${host}/${eventHub}/${group}/`
  }

  async acquaintance(): Promise<Acquaintance> {
    const known = await this.#storage.get(`${this.#prefix}hub`)
    if (known === undefined) return 'new'
    return (known as { createdAt: number }).createdAt === this.#createdAt ? 'known' : 'replaced'
  }

  /** Every partition of now has its place: from here on the hub is known, and those of one before it are forgotten. */
  async introduce(): Promise<void> {
    await this.#storage.set(`${this.#prefix}hub`, { createdAt: this.#createdAt })
    const own = this.#key('')
    for (const key of await this.#storage.keys(`${this.#prefix}partition/`))
      if (!key.startsWith(own)) await this.#storage.set(key, undefined)
  }

  async read(partition: string): Promise<Place | undefined> {
    return (await this.#storage.get(this.#key(partition))) as Place | undefined
  }

  write(partition: string, place: Place): Promise<void> {
    return this.#storage.set(this.#key(partition), place)
  }

  /** As `write`, unless somebody who came later is further already. */
  async writeLate(partition: string, position: Position): Promise<void> {
    const place = await this.read(partition)
    if (place && 'sequenceNumber' in place && place.sequenceNumber >= position.sequenceNumber) return
    await this.write(partition, position)
  }

  #key(partition: string): string {
    return `${this.#prefix}partition/${this.#createdAt}/${partition}`
  }
}
