import {
  FlowError,
  type Log,
  type Message,
  type Origin,
  type Outgoing,
  type Receipt,
  RejectedError,
  RetryError
} from '@millrace/sdk'
import type { RetryPolicy } from '../files/flow.ts'
import type { Entry, Journal } from '../journal.ts'
import { Arrival, type ArrivalOwner } from './arrival.ts'
import { deadLetterOf, failureOf } from './dead-letter.ts'
import { Delivery } from './delivery.ts'
import type { Gate } from './gate.ts'
import { createIds } from './ids.ts'
import { KeyLanes } from './key-lanes.ts'
import { Receipts } from './receipts.ts'
import { retryDelay } from './retry.ts'
import type { Scheduler } from './scheduler.ts'
import type { Ground, Station } from './station.ts'
import { UnderWay } from './under-way.ts'
import { Waiting } from './waiting.ts'

/** Where messages enter a flow: a trigger that runs, as arrivals see it. */
export interface Entrance {
  readonly flow: string
  readonly node: string
  /** The stations behind the trigger in the graph that runs now; both undefined while the flow is disabled. */
  readonly stations: readonly Station[] | undefined
  readonly ground: Ground | undefined
  readonly gate: Gate
  /** The source keeps what is not acknowledged. */
  readonly redelivers: boolean
  /** Somebody waits for the reply: never journaled, never tried again. */
  readonly replies: boolean
  readonly retry: Required<RetryPolicy>
}

export interface ArrivalsOptions {
  readonly scheduler: Scheduler
  readonly journal: Journal
  readonly log: Log
  /** The entrance at an address as it is now: deploys replace them. */
  entrance(flow: string, node: string): Entrance | undefined
  revision(): number
  onDeadLetter(): void
  readonly acknowledgeOnArrival: boolean
}

/**
 * What becomes of a message from its arrival to its acknowledgement: journaled where its source would not send it again,
 * tried again when it failed, a dead letter when it failed for good. Its source is acknowledged at the earlier of "the
 * journal holds it" and "everything that came of it is done".
 */
export class Arrivals implements ArrivalOwner {
  arrived = 0
  done = 0
  buried = 0
  lost = 0
  readonly #options: ArrivalsOptions
  readonly #nextId = createIds()
  readonly #underWay = new UnderWay()
  readonly #waiting = new Waiting()
  readonly #receipts: Receipts
  readonly #lanes = new KeyLanes<Arrival>()
  #idle: (() => void)[] = []
  #closed = false

  constructor(options: ArrivalsOptions) {
    this.#options = options
    this.#receipts = new Receipts(options.log)
  }

  get inFlight(): number {
    return this.arrived - this.done - this.buried - this.lost
  }

  /** A message arrives at a trigger. Resolves when there is room for another. */
  arrive(entrance: Entrance, outgoing: Outgoing, receipt?: Receipt, origin?: Origin): Promise<void> {
    const id = this.#nextId()
    const message = (outgoing._msgid === undefined ? { ...outgoing, _msgid: id } : outgoing) as Message
    const arrival =
      origin === undefined ? this.#made(entrance, id, message) : this.#known(entrance, id, message, origin, receipt)
    if (arrival === undefined) return entrance.gate.room()
    if (receipt !== undefined) arrival.addReceipt(receipt)
    this.arrived++
    arrival.gate = entrance.gate
    entrance.gate.enter()
    this.#underWay.add(arrival)
    if (this.#options.acknowledgeOnArrival) this.#receipts.acknowledge(arrival)
    if (origin?.rejected) {
      this.#bury(arrival, origin.rejected)
      return entrance.gate.room()
    }
    const redelivers = origin?.redelivers ?? entrance.redelivers
    if (this.#options.journal.durable && !redelivers && !entrance.replies) this.#journal(arrival)
    this.#take(arrival, entrance)
    return entrance.gate.room()
  }

  #made({ flow, node }: Entrance, id: string, message: Message): Arrival {
    return new Arrival(this, { id, flow, node, message, at: Date.now(), tries: 0 }, false)
  }

  /** A message of which its source has more to say; undefined when it is one that is under way already. */
  #known(entrance: Entrance, id: string, message: Message, origin: Origin, receipt?: Receipt): Arrival | undefined {
    const { flow, node } = entrance
    const entry = { id, flow, node, message, at: Date.now(), tries: 0 }
    const keyed = origin.key === undefined ? entry : { ...entry, key: `${flow}/${node}/${origin.key}` }
    if (origin.id === undefined) return new Arrival(this, keyed, false)
    const known = `${flow}/${node}/${origin.id}`
    const before = this.#underWay.find(known)
    if (before === undefined) return new Arrival(this, { ...keyed, id: known }, true)
    if (receipt !== undefined) before.addReceipt(receipt)
    if (before.safe) this.#receipts.acknowledge(before)
    return undefined
  }

  /** Enters what a run before this one did not finish, and what is replayed. */
  enter(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (this.#underWay.find(entry.id)) continue
      const arrival = new Arrival(this, entry, true)
      arrival.journaled = true
      arrival.safe = true
      this.arrived++
      arrival.gate = this.#options.entrance(entry.flow, entry.node)?.gate
      arrival.gate?.enter()
      this.#underWay.add(arrival)
      if (!this.#lanes.enter(arrival)) continue
      const wait = (entry.dueAt ?? 0) - Date.now()
      if (wait > 0) this.#later(arrival, wait)
      else this.#begin(arrival)
    }
  }

  settled(arrival: Arrival, error: Error | undefined): void {
    const { ground } = arrival
    if (ground && --ground.pending === 0) ground.onIdle?.()
    if (arrival.abandoned) return
    if (error === undefined) this.#done(arrival)
    else void this.#failed(arrival, error)
  }

  /** The graph is given up while messages run on it: each is tried again from its entry, on the graph of now. */
  restart(ground: Ground, reason: Error): void {
    for (const arrival of this.#underWay) {
      if (arrival.ground !== ground || arrival.settled) continue
      arrival.abandon(reason)
      this.#replace(arrival, arrival.tries, 0)
    }
  }

  /** Tries again what waited for a flow to be enabled. */
  unpark(): void {
    for (const arrival of this.#waiting.unpark()) this.#take(arrival)
  }

  /** Resolves when nothing is under way any more, or after `timeout` milliseconds; parked messages and waiting retries are not waited for. */
  async drain(timeout: number): Promise<void> {
    if (this.#busy === 0) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const expired = new Promise<void>(resolve => {
      timer = setTimeout(resolve, timeout)
    })
    await Promise.race([new Promise<void>(resolve => this.#idle.push(resolve)), expired])
    clearTimeout(timer)
  }

  /** Nothing more is tried. What the journal holds comes back with the next start; other sources send again. */
  close(): void {
    this.#closed = true
    this.#waiting.close()
    for (const arrival of this.#underWay) arrival.abandon(new FlowError('RUNTIME_STOPPED', 'the runtime was stopped'))
    this.#underWay.clear()
  }

  get #busy(): number {
    return this.#underWay.size - this.#waiting.size
  }

  /** Lets a message start, after those of its key that came before it. */
  #take(arrival: Arrival, entrance?: Entrance): void {
    if (this.#lanes.enter(arrival)) this.#begin(arrival, entrance)
  }

  #begin(arrival: Arrival, entrance = this.#options.entrance(arrival.flow, arrival.node)): void {
    const { flow, node } = arrival
    if (entrance === undefined) {
      const gone = new FlowError(
        'NODE_UNKNOWN',
        `${flow}/${node} was removed in revision ${this.#options.revision()} before this message was done`
      )
      this.#bury(arrival, gone)
      return
    }
    const { stations, ground } = entrance
    if (stations === undefined || ground === undefined) {
      this.#waiting.park(arrival)
      return
    }
    arrival.ground = ground
    ground.pending++
    const { scheduler } = this.#options
    for (let i = 0; i < stations.length; i++) {
      arrival.fork()
      scheduler.enqueue(new Delivery(scheduler, stations[i] as Station, arrival.message, arrival, undefined, i))
    }
    arrival.done()
    scheduler.run()
  }

  #journal(arrival: Arrival): void {
    const { journal, log } = this.#options
    arrival.journaled = true
    journal.append(arrival.entry(0)).then(
      () => {
        arrival.safe = true
        this.#receipts.acknowledge(arrival)
      },
      (error: Error) => {
        arrival.journaled = false
        log.warn('message not journaled', { flow: arrival.flow, node: arrival.node, error: error.message })
      }
    )
  }

  #done(arrival: Arrival): void {
    this.done++
    this.#leave(arrival)
    if (arrival.journaled) void this.#options.journal.remove(arrival.id).catch(this.#journalFailed)
    this.#receipts.acknowledge(arrival)
  }

  async #failed(arrival: Arrival, error: Error): Promise<void> {
    const entrance = this.#options.entrance(arrival.flow, arrival.node)
    if (entrance?.replies) {
      this.done++
      this.#leave(arrival)
      this.#receipts.refuse(arrival, error)
      return
    }
    const tries = arrival.tries + 1
    if (error instanceof RejectedError || entrance === undefined || tries >= entrance.retry.attempts) {
      this.#bury(arrival, error, tries)
      return
    }
    const delay = Math.max(retryDelay(tries, entrance.retry), error instanceof RetryError ? error.wait : 0)
    const { journal, log } = this.#options
    log.warn('message failed, trying again', { ...failureOf(arrival, error), tries, delay: Math.round(delay) })
    if (journal.durable) {
      try {
        await journal.append(arrival.entry(tries, Date.now() + delay))
        arrival.journaled = true
        arrival.safe = true
        this.#receipts.acknowledge(arrival)
      } catch (refused) {
        this.#journalFailed(refused as Error)
        if (!arrival.journaled && this.#giveBack(arrival, error)) return
      }
    }
    this.#replace(arrival, tries, delay)
  }

  /** The journal refuses a message whose source can send it again: the source gets it back. */
  #giveBack(arrival: Arrival, error: Error): boolean {
    if (!this.#receipts.refuse(arrival, error)) return false
    this.arrived--
    this.#leave(arrival)
    return true
  }

  /** Puts a fresh try in the place of one that is over. */
  #replace(before: Arrival, tries: number, delay: number): void {
    if (this.#closed) return
    const arrival = new Arrival(this, before.entry(tries), before.repeatable)
    arrival.journaled = before.journaled
    arrival.safe = before.safe
    arrival.gate = before.gate
    for (let receipt = before.takeReceipt(); receipt; receipt = before.takeReceipt()) arrival.addReceipt(receipt)
    this.#lanes.replace(before, arrival)
    this.#underWay.delete(before)
    this.#underWay.add(arrival)
    if (delay > 0) this.#later(arrival, delay)
    else this.#begin(arrival)
  }

  #later(arrival: Arrival, delay: number): void {
    this.#waiting.later(arrival, delay, () => this.#begin(arrival))
    this.#tellIdle()
  }

  #bury(arrival: Arrival, error: Error, tries = arrival.tries + 1): void {
    const { journal, log, revision, onDeadLetter } = this.#options
    log.error('message became a dead letter', failureOf(arrival, error))
    journal.bury(deadLetterOf(arrival, error, tries, revision())).then(
      () => {
        this.buried++
        this.#leave(arrival)
        this.#receipts.acknowledge(arrival)
        onDeadLetter()
      },
      (refused: Error) => {
        this.#journalFailed(refused)
        if (!this.#giveBack(arrival, error)) this.#replace(arrival, arrival.tries, 10_000)
      }
    )
  }

  #leave(arrival: Arrival): void {
    this.#underWay.delete(arrival)
    arrival.gate?.leave()
    const next = this.#lanes.leave(arrival)
    if (next) this.#begin(next)
    this.#tellIdle()
  }

  #tellIdle(): void {
    if (this.#idle.length === 0 || this.#busy > 0) return
    for (const tell of this.#idle.splice(0)) tell()
  }

  readonly #journalFailed = (error: Error): void => this.#options.log.error('journal failed', { error: error.message })
}
