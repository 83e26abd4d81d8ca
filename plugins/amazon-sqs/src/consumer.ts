import type { Message } from '@aws-sdk/client-sqs'
import type { FlowError, Log, Metrics } from '@millrace/sdk'
import type { Client } from './client.ts'
import type { DoneMessages } from './done-messages.ts'
import { GroupLanes } from './group-lanes.ts'
import { HeldMessage, type Listener, type Outcome } from './held-message.ts'
import { Leases } from './leases.ts'
import { askToDelete, askToHide } from './permissions.ts'
import { Polls } from './polls.ts'
import { Receipts } from './receipts.ts'

export interface ConsumerOptions {
  readonly client: Client
  readonly fifo: boolean
  /** Seconds for which a message that we have is hidden from others. */
  readonly visibility: number
  /** Requests at a time while there are many messages. */
  readonly polls: number
  readonly done: DoneMessages
  /** Resolves when every trigger has started. */
  readonly ready: Promise<void>
  readonly log: Log
  readonly metrics: Metrics
  lost(error: FlowError): void
}

/** Milliseconds for which nothing is given out after a trigger left: when a deploy changes it, its successor misses nothing. */
const LINGER = 1000
/** Of how many refused messages is known which triggers were done with them. */
const REFUSED_KEPT = 10_000

/** Takes messages from a queue for all triggers of an integration, and tells it what became of them. */
export class Consumer {
  readonly #options: ConsumerOptions
  readonly #receipts: Receipts
  readonly #leases: Leases
  readonly #lanes = new GroupLanes<HeldMessage>()
  readonly #listeners = new Map<string, Listener>()
  readonly #leaving = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #held = new Set<HeldMessage>()
  readonly #refused = new Map<string, ReadonlySet<string>>()
  #allowed: Promise<void> | undefined
  #polls: Polls | undefined
  #ready = false
  #ending = false
  #closed = false

  constructor(options: ConsumerOptions) {
    const { client, fifo, visibility, log, ready } = options
    this.#options = options
    this.#receipts = new Receipts(client, { fifo })
    this.#leases = new Leases({
      span: visibility * 1000,
      extend: handle => this.#receipts.hide(handle, visibility),
      expired: (_handle, error) => log.debug('message is no longer hidden from others', { error: error.message })
    })
    void ready.then(() => {
      this.#ready = true
      this.#update()
    })
  }

  /** Resolves to what ends the listening; `forGood` when the whole runtime stops. Rejects when a permission is missing. */
  async listen(listener: Listener): Promise<(forGood: boolean) => void> {
    this.#allowed ??= this.#askPermissions()
    await this.#allowed
    const { id } = listener
    this.#stay(id)
    this.#listeners.set(id, listener)
    this.#update()
    return forGood => {
      if (forGood) this.#ending = true
      if (this.#closed || this.#listeners.get(id) !== listener) return
      this.#listeners.delete(id)
      const gone = () => {
        this.#leaving.delete(id)
        this.#update()
      }
      this.#leaving.set(id, setTimeout(gone, LINGER))
      this.#update()
    }
  }

  /** Takes no more. What nobody has heard goes back at once, and everything does when the runtime stops. When the line is lost nothing is waited for. */
  async close({ lost }: { readonly lost: boolean }): Promise<void> {
    this.#closed = true
    for (const id of [...this.#leaving.keys()]) this.#stay(id)
    await this.#polls?.close()
    this.#leases.close()
    if (lost) return
    this.#giveBackWhere(({ given }) => this.#ending || !given)
    await this.#receipts.drain()
  }

  #stay(id: string): void {
    clearTimeout(this.#leaving.get(id))
    this.#leaving.delete(id)
  }

  async #askPermissions(): Promise<void> {
    const { client } = this.#options
    try {
      await Promise.all([askToDelete(client), askToHide(client)])
    } catch (error) {
      this.#allowed = undefined
      throw error
    }
  }

  #update(): void {
    if (this.#closed) return
    if (this.#leaving.size > 0) this.#polls?.pause()
    else if (this.#listeners.size === 0) void this.#halt()
    else if (this.#ready) {
      this.#polls ??= this.#poll()
      this.#polls.resume()
    }
  }

  #poll(): Polls {
    const { client, polls, visibility, lost } = this.#options
    return new Polls({
      most: polls,
      receive: signal => client.receive(signal, { visibility }),
      take: message => this.#take(message),
      failed: lost
    })
  }

  async #halt(): Promise<void> {
    const polls = this.#polls
    this.#polls = undefined
    await polls?.close()
    this.#giveBackWhere(({ given }) => !given)
  }

  #giveBackWhere(back: (held: HeldMessage) => boolean): void {
    for (const held of [...this.#held].filter(back)) {
      this.#lanes.remove(held)
      void this.#giveBack(held, 0)
    }
  }

  async #take(message: Message): Promise<void> {
    const id = message.MessageId ?? ''
    const held = new HeldMessage(message, this.#refused.get(id), (settled, outcome) => this.#settled(settled, outcome))
    this.#held.add(held)
    this.#leases.hold(held.handle)
    if (this.#options.done.has(id)) void this.#delete(held)
    else if (this.#lanes.enter(held)) await this.#give(held)
  }

  /** What is there when the polls are closed is not given to anybody: it goes back. */
  async #give(held: HeldMessage): Promise<void> {
    const open = await this.#polls?.open()
    if (open && this.#held.has(held)) await held.give([...this.#listeners.values()])
  }

  async #settled(held: HeldMessage, outcome: Outcome): Promise<void> {
    if (outcome.done) {
      this.#refused.delete(held.id)
      const next = this.#lanes.next(held)
      if (next) void this.#give(next)
      await this.#delete(held)
      return
    }
    this.#keepRefused(held)
    const behind = this.#lanes.clear(held)
    await Promise.all([this.#giveBack(held, outcome.delay), ...behind.map(one => this.#giveBack(one, 0))])
  }

  #keepRefused({ id, doneFor }: HeldMessage): void {
    this.#options.metrics.count('messages_refused')
    if (doneFor.size === 0) return
    this.#refused.set(id, doneFor)
    const [oldest] = this.#refused.keys()
    if (this.#refused.size > REFUSED_KEPT && oldest !== undefined) this.#refused.delete(oldest)
  }

  #giveBack(held: HeldMessage, seconds: number): Promise<void> {
    this.#letGo(held)
    return this.#receipts.giveBack(held.handle, seconds, this.#options.log)
  }

  async #delete(held: HeldMessage): Promise<void> {
    const { done, log, lost } = this.#options
    this.#letGo(held)
    try {
      await this.#receipts.delete(held.handle)
      await done.forget(held.id)
    } catch (error) {
      await done.remember(held.id)
      log.warn('done message not deleted, it will be when it comes again', {
        messageId: held.id,
        error: (error as Error).message
      })
      if ((error as { code?: unknown }).code === 'PERMISSION_MISSING' && !this.#closed) lost(error as FlowError)
    }
  }

  #letGo(held: HeldMessage): void {
    this.#held.delete(held)
    this.#leases.release(held.handle)
  }
}
