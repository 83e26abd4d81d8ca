import { isObject, type Storage } from '@millrace/sdk'

/** What is kept of a subscription that we made, so that it can be removed although everything was restarted. */
interface Record {
  readonly owner: string
  /** A deploy changed or removed its trigger. */
  readonly stopped?: boolean
  /** Since when no trigger asked for it, in milliseconds since the epoch. */
  readonly unasked?: number
}

/** A flow that cannot start for a while must not lose what is kept for it. */
const GRACE = 24 * 60 * 60 * 1000

/** The subscriptions that an integration made, as its storage remembers them. */
export class MadeSubscriptions {
  readonly #storage: Storage
  readonly #now: () => number

  constructor(storage: Storage, now = Date.now) {
    this.#storage = storage
    this.#now = now
  }

  /** A trigger hears it. */
  async asked(name: string, owner: string): Promise<void> {
    const known = await this.#read(name)
    if (known?.owner === owner && !known.stopped && known.unasked === undefined) return
    await this.#storage.set(key(name), { owner })
  }

  /** A deploy changed or removed its trigger: unless it is asked for again, it goes. */
  async stopped(name: string, owner: string): Promise<void> {
    await this.#storage.set(key(name), { owner, stopped: true })
  }

  async removed(name: string): Promise<void> {
    await this.#storage.set(key(name), undefined)
  }

  /** Those that may go, because no trigger asks for them: after a deploy at once, otherwise after a day. */
  async superfluous(isAsked: (name: string) => boolean): Promise<string[]> {
    const names = (await this.#storage.keys(PREFIX)).map(stored => stored.slice(PREFIX.length))
    const found: string[] = []
    for (const name of names.filter(name => !isAsked(name))) {
      const { owner = '', stopped, unasked } = (await this.#read(name)) ?? {}
      if (stopped || (unasked !== undefined && this.#now() - unasked > GRACE)) found.push(name)
      else if (unasked === undefined) await this.#storage.set(key(name), { owner, unasked: this.#now() })
    }
    return found
  }

  async #read(name: string): Promise<Record | undefined> {
    const value = await this.#storage.get(key(name))
    return isObject(value) ? (value as unknown as Record) : undefined
  }
}

const PREFIX = 'subscription/'
const key = (name: string): string => PREFIX + name
