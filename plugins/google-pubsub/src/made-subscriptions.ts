import { isObject, type Storage } from '@millrace/sdk'

/** What is kept of a subscription that we made, so that it can be removed although everything was restarted. */
interface Made {
  readonly owner: string
  readonly topic: string
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
  async asked(name: string, owner: string, topic: string): Promise<void> {
    const known = await this.#read(name)
    if (known && !known.stopped && known.unasked === undefined) return
    await this.#storage.set(key(name), { owner, topic })
  }

  /** A deploy changed or removed its trigger: unless it is asked for again, it goes. */
  async stopped(name: string): Promise<void> {
    const known = await this.#read(name)
    if (known) await this.#storage.set(key(name), { ...known, stopped: true })
  }

  /** All through which a trigger heard a topic, now or with other settings. */
  async of(owner: string, topic: string): Promise<string[]> {
    const found: string[] = []
    for (const name of await this.#names()) {
      const made = await this.#read(name)
      if (made?.owner === owner && made.topic === topic) found.push(name)
    }
    return found
  }

  async removed(name: string): Promise<void> {
    await this.#storage.set(key(name), undefined)
  }

  /** Those that may go, because no trigger asks for them: after a deploy at once, otherwise after a day. */
  async superfluous(isAsked: (name: string) => boolean): Promise<string[]> {
    const found: string[] = []
    for (const name of (await this.#names()).filter(name => !isAsked(name))) {
      const made = await this.#read(name)
      if (made?.stopped || (made?.unasked !== undefined && this.#now() - made.unasked > GRACE)) found.push(name)
      else if (made && made.unasked === undefined) await this.#storage.set(key(name), { ...made, unasked: this.#now() })
    }
    return found
  }

  async #names(): Promise<string[]> {
    return (await this.#storage.keys(PREFIX)).map(stored => stored.slice(PREFIX.length))
  }

  async #read(name: string): Promise<Made | undefined> {
    const value = await this.#storage.get(key(name))
    return isObject(value) ? (value as unknown as Made) : undefined
  }
}

const PREFIX = 'subscription/'
const key = (name: string): string => PREFIX + name
