import type { SubscriptionOptions } from '@google-cloud/pubsub'
import type { Log } from '@millrace/sdk'
import type { Clients } from './clients.ts'
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

/** One subscription that a trigger hears, or heard until a moment ago. */
interface Entry {
  readonly wish: Wish
  readonly intake: Intake
  readonly options: SubscriptionOptions
  hear: Hear | undefined
  timer?: NodeJS.Timeout
}

/** Why a trigger stops: a deploy changed or removed it, the runtime is stopping, or the connection goes. */
export type StopReason = 'deployed' | 'stopping' | 'away'

/** Milliseconds that a subscription waits for the changed trigger of the same deploy. */
const LINGER = 2000
/** Milliseconds between sending acknowledgements: short, because messages on lease bound what else is given out. */
const ACK_DELAY = 10
/** Milliseconds that flows have to finish when the connection is replaced; the SDK keeps one second for giving back. */
const PATIENCE = 2000

/** What the triggers of one connection hear. */
export class Subscriptions {
  readonly #options: SubscriptionsOptions
  readonly #entries = new Map<string, Entry>()
  readonly #removing = new Map<string, Promise<void>>()
  #closed = false
  #patient = true

  constructor(options: SubscriptionsOptions) {
    this.#options = options
  }

  /** Whether a trigger hears through it, or is about to. */
  readonly has = (subscription: string): boolean =>
    [...this.#entries.values()].some(({ wish }) => wish.subscription === subscription)

  /** Resolves when messages can come. Rejects with SUBSCRIBE_REFUSED when they cannot. */
  async hear(wish: Wish, hear: Hear): Promise<void> {
    const { made } = this.#options
    await this.#removing.get(keyOf(wish))
    const known = this.#entries.get(keyOf(wish))
    const entry = known ?? this.#enter(wish)
    clearTimeout(entry.timer)
    entry.hear = hear
    if (wish.making) await made.asked(wish.subscription, wish.owner)
    if (!known) await this.#open(entry)
    entry.intake.hear(entry.hear)
    this.#drainFormer(entry)
  }

  /** A trigger stops hearing. After a deploy its subscriptions go, unless it comes back within a moment; otherwise they are kept. */
  async stop(hear: Hear, why: StopReason): Promise<void> {
    if (why === 'stopping') this.#patient = false
    const entries = [...this.#entries.values()].filter(entry => entry.hear === hear)
    for (const entry of entries) {
      entry.hear = undefined
      entry.intake.hear()
      if (why !== 'deployed' || this.#closed) continue
      entry.timer = setTimeout(() => this.#remove(entry), LINGER)
      if (entry.wish.making) await this.#options.made.stopped(entry.wish.subscription, entry.wish.owner)
    }
  }

  /** Every trigger has started: what none of them asked for goes. */
  async tidy(): Promise<void> {
    for (const name of await this.#options.made.superfluous(this.has)) await this.#unsubscribe(name)
  }

  /** Gives flows a moment to finish, and what is not done back; a line that is broken is not waited for. */
  async close({ broken }: { readonly broken: boolean }): Promise<void> {
    this.#closed = true
    const entries = [...this.#entries.values()]
    this.#entries.clear()
    for (const { timer } of entries) clearTimeout(timer)
    const { SubscriptionCloseBehaviors, Duration } = this.#options.clients.sdk
    const { WaitForProcessing, NackImmediately } = SubscriptionCloseBehaviors
    const closeOptions = {
      behavior: this.#patient && !broken ? WaitForProcessing : NackImmediately,
      timeout: Duration.from({ milliseconds: broken ? 1 : PATIENCE })
    }
    await Promise.all(entries.map(({ intake, options }) => intake.close({ ...options, closeOptions })))
    await Promise.all(this.#removing.values())
  }

  #enter(wish: Wish): Entry {
    const { pubsub, sdk } = this.#options.clients
    const options: SubscriptionOptions = {
      flowControl: { maxMessages: wish.maxMessages, allowExcessMessages: false },
      // with several streams, messages that wait for slow flows are on lease too long and come twice
      streamingOptions: { maxStreams: 1 },
      batching: { maxMilliseconds: ACK_DELAY },
      maxExtensionTime: sdk.Duration.from({ minutes: wish.maxExtension })
    }
    const intake = new Intake({
      open: () => pubsub.subscription(wish.subscription, { ...options }),
      exactlyOnce: wish.exactlyOnce,
      failed: error => void this.#failed(entry, error)
    })
    const entry: Entry = { wish, intake, options, hear: undefined }
    this.#entries.set(keyOf(wish), entry)
    return entry
  }

  async #open(entry: Entry): Promise<void> {
    try {
      await subscribe(entry.wish, this.#options)
    } catch (error) {
      this.#entries.delete(keyOf(entry.wish))
      throw error
    }
    if (!this.#closed) entry.intake.open()
  }

  /** The SDK gives up on a subscription that is gone, and ours can be made again. */
  async #failed(entry: Entry, error: Error): Promise<void> {
    const { log, lost } = this.#options
    const { subscription, making } = entry.wish
    try {
      if (this.#closed || this.#entries.get(keyOf(entry.wish)) !== entry) return
      if (codeOf(error) !== rpc.NOT_FOUND || !making) throw error
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
  #drainFormer({ wish, hear }: Entry): void {
    for (const former of this.#entries.values()) {
      if (former.hear || former.wish.owner !== wish.owner || former.wish.topic !== wish.topic) continue
      former.hear = hear
      former.intake.hear(hear)
      clearTimeout(former.timer)
      const look = () => {
        const wait = former.intake.heardAt + LINGER - Date.now()
        if (wait > 0) former.timer = setTimeout(look, wait)
        else this.#remove(former)
      }
      former.intake.heardAt = Date.now()
      look()
    }
  }

  #remove(entry: Entry): void {
    const key = keyOf(entry.wish)
    this.#entries.delete(key)
    const removing = this.#end(entry).finally(() => this.#removing.delete(key))
    this.#removing.set(key, removing)
  }

  async #end({ wish, intake, options }: Entry): Promise<void> {
    await intake.close(options)
    if (wish.making) await this.#unsubscribe(wish.subscription)
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

/** Two triggers may hear one subscription that people made: then each has a stream of its own. */
const keyOf = ({ owner, subscription }: Wish): string => `${owner} ${subscription}`
