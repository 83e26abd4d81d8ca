import type { Log } from '@millrace/sdk'
import type { Clients } from './clients.ts'
import { closeOptions, type Entry, keyOf, streamOptions } from './entry.ts'
import { type Hear, Intake } from './intake.ts'
import type { MadeSubscriptions } from './made-subscriptions.ts'
import { codeOf, rpc } from './status-codes.ts'
import { type SubscribeOptions, subscribe, unsubscribe } from './subscribe.ts'
import type { Wish } from './wish.ts'

export interface SubscriptionsOptions extends SubscribeOptions {
  readonly clients: Clients
  readonly made: MadeSubscriptions
  readonly log: Log
  /** Nothing can be heard any more. */
  lost(error: Error): void
}

/** Why a trigger stops: a deploy changed or removed it, the runtime is stopping, or the connection goes. */
export type StopReason = 'deployed' | 'stopping' | 'away'

/** Milliseconds that a subscription waits for the changed trigger of the same deploy. */
const LINGER = 2000
/** Milliseconds for which a process that was killed may still have messages on lease. */
const LONGEST_LEASE = 600_000

/** What the triggers of one connection hear. */
export class Subscriptions {
  readonly #options: SubscriptionsOptions
  readonly #entries = new Map<string, Entry>()
  readonly #ending = new Map<string, Promise<void>>()
  #closed = false
  #patient = true

  constructor(options: SubscriptionsOptions) {
    this.#options = options
  }

  /** Resolves when messages can come. Rejects with SUBSCRIBE_REFUSED when they cannot. */
  async hear(wish: Wish, hear: Hear): Promise<void> {
    await this.#ending.get(keyOf(wish))
    const entry = this.#entries.get(keyOf(wish)) ?? this.#enter(wish)
    clearTimeout(entry.timer)
    entry.hear = hear
    const { owner, subscription, topic, making } = wish
    if (making && topic) await this.#options.made.asked(subscription, owner, topic)
    entry.opening ??= this.#open(entry)
    await entry.opening
    entry.intake.hear(entry.hear)
    if (entry.hear) await this.#drainFormer(wish, entry.hear)
  }

  /** A trigger stops hearing. After a deploy its subscriptions go, unless it comes back within a moment; otherwise they are kept. */
  async stop(hear: Hear, why: StopReason): Promise<void> {
    if (why === 'stopping') this.#patient = false
    for (const entry of [...this.#entries.values()].filter(entry => entry.hear === hear)) {
      entry.hear = undefined
      entry.intake.hear()
      clearTimeout(entry.timer)
      if (this.#closed || why === 'stopping') continue
      this.#retire(entry, LINGER, why === 'deployed')
      if (why === 'deployed') await this.#options.made.stopped(entry.wish.subscription)
    }
  }

  /** Every trigger has started: what none of them asked for goes. */
  async tidy(): Promise<void> {
    const asked = (name: string) => [...this.#entries.values()].some(({ wish }) => wish.subscription === name)
    for (const name of await this.#options.made.superfluous(asked)) await this.#unsubscribe(name)
  }

  /** Gives flows a moment to finish, and what is not done back; a line that is broken is not waited for. */
  async close({ broken }: { readonly broken: boolean }): Promise<void> {
    this.#closed = true
    const entries = [...this.#entries.values()]
    this.#entries.clear()
    for (const { timer } of entries) clearTimeout(timer)
    const how = closeOptions(this.#options.clients.sdk, { broken, patient: this.#patient })
    await Promise.all(entries.map(({ intake, options }) => intake.close({ ...options, ...how })))
    await Promise.all(this.#ending.values())
  }

  #enter(wish: Wish, former = false): Entry {
    const { pubsub, sdk } = this.#options.clients
    const options = streamOptions(wish, sdk)
    const intake = new Intake({
      open: () => pubsub.subscription(wish.subscription, { ...options }),
      exactlyOnce: wish.exactlyOnce,
      failed: error => void this.#failed(entry, error)
    })
    const entry: Entry = { wish, intake, options, former, hear: undefined }
    this.#entries.set(keyOf(wish), entry)
    return entry
  }

  async #open({ wish, intake }: Entry): Promise<void> {
    try {
      await subscribe(wish, this.#options)
    } catch (error) {
      this.#entries.delete(keyOf(wish))
      throw error
    }
    if (!this.#closed) intake.open()
  }

  /** The SDK gives up on a subscription that is gone, and ours can be made again. */
  async #failed(entry: Entry, error: Error): Promise<void> {
    const { log, lost } = this.#options
    const { subscription, making } = entry.wish
    try {
      if (this.#closed || this.#entries.get(keyOf(entry.wish)) !== entry) return
      if (codeOf(error) !== rpc.NOT_FOUND || !making) throw error
      if (entry.former) {
        this.#end(entry, true)
        return
      }
      log.warn('subscription is gone, making it again', { subscription })
      await this.#open(entry)
    } catch (cause) {
      lost(cause as Error)
    }
  }

  /**
   * Settings that a subscription cannot change made another one: what the one before still holds is heard as well, until
   * nothing comes any more.
   */
  async #drainFormer(wish: Wish, hear: Hear): Promise<void> {
    if (!wish.making || !wish.topic) return
    for (const subscription of await this.#options.made.of(wish.owner, wish.topic)) {
      if (subscription === wish.subscription || this.#closed) continue
      const former = { ...wish, subscription }
      const known = this.#entries.get(keyOf(former))
      if (known?.hear) continue
      const entry = known ?? this.#enter(former, true)
      clearTimeout(entry.timer)
      if (!known) entry.intake.open()
      entry.hear = hear
      entry.intake.hear(hear)
      this.#retire(entry, known ? LINGER : LONGEST_LEASE, true)
    }
  }

  /** Ends it when flows are done with what it gave them, and nothing came for so many milliseconds. */
  #retire(entry: Entry, quiet: number, removes: boolean): void {
    const since = Date.now()
    const look = () => {
      const last = entry.hear ? Math.max(since, entry.intake.heardAt) : since
      const wait = entry.intake.unsettled > 0 ? quiet : last + quiet - Date.now()
      if (wait > 0) entry.timer = setTimeout(look, wait)
      else this.#end(entry, removes)
    }
    look()
  }

  #end({ wish, intake, options }: Entry, removes: boolean): void {
    const key = keyOf(wish)
    this.#entries.delete(key)
    const ending = async () => {
      await intake.close(options)
      if (removes && wish.making) await this.#unsubscribe(wish.subscription)
      this.#ending.delete(key)
    }
    this.#ending.set(key, ending())
  }

  async #unsubscribe(name: string): Promise<void> {
    const { log, made } = this.#options
    try {
      await unsubscribe(name, this.#options)
      await made.removed(name)
    } catch (error) {
      log.warn('subscription cannot be removed', { subscription: name, error: (error as Error).message })
    }
  }
}
