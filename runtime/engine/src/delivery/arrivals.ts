import { FlowError, type Log, type Message, type Origin, type Outgoing, type Receipt } from '@millrace/sdk'
import type { Entry } from '../journal.ts'
import { Arrival } from './arrival.ts'
import { Delivery, ENTERED } from './delivery.ts'
import type { Entrance } from './entrance.ts'
import type { GuardedJournal } from './guarded-journal.ts'
import { Holding } from './holding.ts'
import { createIds } from './ids.ts'
import { KeyLanes } from './key-lanes.ts'
import { Outcomes } from './outcomes.ts'
import { Receipts } from './receipts.ts'
import type { Scheduler } from './scheduler.ts'
import { Spill } from './spill.ts'
import type { Ground, Station } from './station.ts'
import { UnderWay } from './under-way.ts'
import { Waiting } from './waiting.ts'

export interface ArrivalsOptions {
  readonly scheduler: Scheduler
  readonly journal: GuardedJournal
  readonly log: Log
  /** The entrance at an address as it is now: deploys replace them. */
  entrance(flow: string, node: string): Entrance | undefined
  /** Whether the flow was never there in this run: its file may be broken, and what it is owed is kept until it is back. */
  absent(flow: string): boolean
  revision(): number
  onDeadLetter(): void
  /** There was no room for a message of a source that cannot be paused. */
  onLost(entrance: Entrance): void
  /** Undefined while all state that was written is durable. */
  readonly stateSaved: () => Promise<void> | undefined
  /** Milliseconds. */
  readonly spillAfter: number
  readonly acknowledgeOnArrival: boolean
}

/**
 * Messages from their arrival to their acknowledgement. What its source would not send again is journaled at once, what
 * takes long is journaled after the spill time; what becomes of a try that is over stands in `outcomes.ts`. A source is
 * acknowledged at the earlier of "the journal holds it" and "everything that came of it is done".
 */
export class Arrivals {
  arrived = 0
  lost = 0
  readonly #options: ArrivalsOptions
  readonly #nextId = createIds()
  readonly #underWay = new UnderWay()
  readonly #waiting = new Waiting()
  readonly #receipts: Receipts
  readonly #outcomes: Outcomes
  readonly #holding: Holding
  readonly #spill: Spill
  readonly #lanes = new KeyLanes<Arrival>()
  #idle: (() => void)[] = []
  #closed = false

  constructor(options: ArrivalsOptions) {
    const { journal, scheduler } = options
    this.#options = options
    this.#receipts = new Receipts(options.log)
    this.#outcomes = new Outcomes({
      ...options,
      receipts: this.#receipts,
      leave: arrival => this.#leave(arrival),
      giveBack: (arrival, error) => this.#giveBack(arrival, error),
      again: (arrival, tries, delay) => this.#replace(arrival, tries, delay),
      cut: more => {
        this.arrived += more
      }
    })
    this.#holding = new Holding({
      durable: journal.durable,
      append: entry => journal.append(entry),
      remove: journal.remove,
      known: id => this.#underWay.find(id) !== undefined,
      entrance: options.entrance,
      entered: entry => this.#add(this.#journaled(entry)),
      merged: () => this.arrived--
    })
    this.#spill = new Spill(options.spillAfter, after => this.#spillOver(after))
    scheduler.watch(this.#holding, () => this.#spill.wake())
  }

  get done(): number {
    return this.#outcomes.done
  }

  get buried(): number {
    return this.#outcomes.buried
  }

  get inFlight(): number {
    return this.arrived - this.done - this.buried - this.lost
  }

  /** A message arrives at a trigger. Resolves when there is room for another. */
  arrive(entrance: Entrance, outgoing: Outgoing, receipt?: Receipt, origin?: Origin): Promise<void> {
    const { gate } = entrance
    const id = this.#nextId()
    const message = (outgoing._msgid === undefined ? { ...outgoing, _msgid: id } : outgoing) as Message
    const arrival =
      origin === undefined ? this.#made(entrance, id, message) : this.#known(entrance, id, message, origin, receipt)
    if (arrival === undefined) return gate.room()
    if (receipt !== undefined) arrival.addReceipt(receipt)
    this.arrived++
    if (gate.overrun && !this.#redelivers(entrance, origin)) {
      this.#refuse(entrance, arrival)
      return gate.room()
    }
    arrival.gate = gate
    gate.enter()
    this.#add(arrival)
    if (this.#options.acknowledgeOnArrival) this.#receipts.acknowledge(arrival)
    if (origin?.rejected) this.#outcomes.bury(arrival, origin.rejected)
    else this.#admit(entrance, arrival, this.#redelivers(entrance, origin))
    return gate.room()
  }

  /** Enters what a run before this one did not finish, and what is replayed. */
  enter(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (this.#underWay.find(entry.id)) continue
      const arrival = this.#add(this.#journaled(entry))
      this.arrived++
      arrival.gate = this.#options.entrance(entry.flow, entry.node)?.gate
      arrival.gate?.enter()
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
    this.#outcomes.over(arrival, error)
  }

  /** Deployed nodes were kept: what they hold goes on in the graph that runs now. */
  move(from: Ground, to: Ground, stations: ReadonlyMap<string, Station>): void {
    this.#holding.move(from, to, stations)
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
    this.#spill.close()
    this.#options.scheduler.close()
    this.#waiting.close()
    for (const arrival of this.#underWay) arrival.abandon(new FlowError('RUNTIME_STOPPED', 'the runtime was stopped'))
    this.#underWay.clear()
  }

  /** Held messages that the journal has are not waited for: they come back. */
  get #busy(): number {
    return this.#moving - this.#holding.resting
  }

  get #moving(): number {
    return this.#underWay.size - this.#waiting.size
  }

  #redelivers(entrance: Entrance, origin: Origin | undefined): boolean {
    return origin?.redelivers ?? entrance.redelivers
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

  /** One that the journal holds already. */
  #journaled(entry: Entry): Arrival {
    const arrival = new Arrival(this, entry, true)
    arrival.journaled = true
    arrival.safe = true
    return arrival
  }

  #add(arrival: Arrival): Arrival {
    this.#underWay.add(arrival)
    return arrival
  }

  /** Lets a message start; what its source would not send again starts beside its entry, and after it when the journal has refused the last. */
  #admit(entrance: Entrance, arrival: Arrival, redelivers: boolean): void {
    const { journal } = this.#options
    arrival.fleeting = entrance.replies || entrance.retriesAtSource === true
    if (journal.durable && !arrival.fleeting) {
      if (redelivers) this.#spill.wake()
      else if (journal.refuses) {
        this.#journal(arrival).then(
          () => this.#take(arrival, entrance),
          (error: Error) => this.#notJournaled(entrance, arrival, error)
        )
        return
      } else this.#journal(arrival).catch(() => this.#spill.wake())
    }
    this.#take(arrival, entrance)
  }

  /** The journal is full: whoever waits for an answer is refused; who does not can only hope. */
  #notJournaled(entrance: Entrance, arrival: Arrival, error: Error): void {
    if (this.#giveBack(arrival, error)) return
    this.#spill.wake()
    this.#take(arrival, entrance)
  }

  /** There is no room, and the source cannot be paused. */
  #refuse(entrance: Entrance, arrival: Arrival): void {
    const error = new FlowError(
      'NO_ROOM',
      `${entrance.gate.limit} messages of this trigger are under way: send it later`
    )
    if (this.#receipts.refuse(arrival, error)) {
      this.arrived--
      return
    }
    this.lost++
    this.#options.onLost(entrance)
  }

  /** Lets a message start, after those of its key that came before it. */
  #take(arrival: Arrival, entrance?: Entrance): void {
    if (this.#closed) return
    if (this.#lanes.enter(arrival)) this.#begin(arrival, entrance)
  }

  #begin(arrival: Arrival, entrance = this.#options.entrance(arrival.flow, arrival.node)): void {
    const { flow, node } = arrival
    if (entrance === undefined && this.#options.absent(flow)) {
      this.#waiting.park(arrival)
      return
    }
    if (entrance === undefined) {
      const gone = new FlowError(
        'NODE_UNKNOWN',
        `${flow}/${node} was removed in revision ${this.#options.revision()} before this message was done`
      )
      this.#outcomes.bury(arrival, gone)
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
      const index = entrance.held ? ENTERED : i
      arrival.fork()
      scheduler.enqueue(new Delivery(scheduler, stations[i] as Station, arrival.message, arrival, undefined, index))
    }
    arrival.done()
    scheduler.run()
  }

  async #journal(arrival: Arrival): Promise<void> {
    arrival.journaled = true
    try {
      await this.#options.journal.append(arrival.entry(arrival.tries))
      arrival.safe = true
      this.#receipts.acknowledge(arrival)
    } catch (error) {
      arrival.journaled = false
      throw error
    }
  }

  /** The journal takes over what has been under way for longer than `after` milliseconds. Whether anything is left that it may have to. */
  #spillOver(after: number): boolean {
    this.#holding.spill(performance.now() - after)
    const then = Date.now() - after
    let left = !this.#holding.idle
    if (!this.#options.journal.durable) return left
    for (let arrival = this.#underWay.first; arrival; arrival = arrival.after) {
      if (arrival.journaled || arrival.fleeting || arrival.settled) continue
      left = true
      if (arrival.at > then) break
      if (arrival.held > 0) continue
      this.#journal(arrival).catch(() => {})
      if (this.#options.journal.refuses) break
    }
    return left
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
    arrival.fleeting = before.fleeting
    arrival.gate = before.gate
    for (let receipt = before.takeReceipt(); receipt; receipt = before.takeReceipt()) arrival.addReceipt(receipt)
    this.#lanes.replace(before, arrival)
    this.#underWay.delete(before)
    this.#add(arrival)
    if (delay > 0) this.#later(arrival, delay)
    else this.#begin(arrival)
  }

  #later(arrival: Arrival, delay: number): void {
    this.#waiting.later(arrival, delay, () => this.#begin(arrival))
    this.#tellIdle()
  }

  #leave(arrival: Arrival): void {
    this.#underWay.delete(arrival)
    arrival.leaveGate()
    const next = this.#lanes.leave(arrival)
    if (next) this.#begin(next)
    this.#tellIdle()
  }

  #tellIdle(): void {
    if (this.#idle.length === 0 || this.#moving > this.#holding.size || this.#busy > 0) return
    for (const tell of this.#idle.splice(0)) tell()
  }
}
