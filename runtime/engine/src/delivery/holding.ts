import type { Entry } from '../journal.ts'
import { Arrival } from './arrival.ts'
import type { Delivery } from './delivery.ts'
import type { Entrance } from './entrance.ts'
import type { Ground, Station } from './station.ts'

/** Without a durable journal so many held messages give up their trigger's room; their source keeps them un-acknowledged. */
const MAX_HELD_IN_MEMORY = 10_000

export interface HoldingParts {
  readonly durable: boolean
  append(entry: Entry): Promise<void>
  remove(id: string): void
  /** A message under way has this id. */
  known(id: string): boolean
  entrance(flow: string, node: string): Entrance | undefined
  /** Takes an entry at a node among the messages that are under way. */
  entered(entry: Entry): Arrival
  /** Two messages under way have turned out to be one. */
  merged(): void
}

/**
 * Messages that nodes hold. One that is held for longer than the spill time is cut off from what it came of: the journal
 * gets an entry at the node that holds it, and the message that arrived is done with it.
 */
export class Holding {
  readonly #parts: HoldingParts
  /** Since when, in milliseconds of the performance clock; oldest first. */
  readonly #held = new Map<Delivery, number>()
  readonly #cutting = new Set<Delivery>()
  readonly #cut = new Map<Arrival, Delivery>()
  readonly #roomless = new Set<Delivery>()

  constructor(parts: HoldingParts) {
    this.#parts = parts
  }

  /** Nothing waits to be cut off. */
  get idle(): boolean {
    return this.#held.size === 0
  }

  /** How many are held, in whatever way. */
  get size(): number {
    return this.#held.size + this.#cut.size + this.#roomless.size
  }

  /** How many a stop need not wait for: the journal has them, or their source, and they wait for nothing that was sent on. */
  get resting(): number {
    let count = 0
    for (const delivery of this.#cut.values()) if (delivery.delivering === 0) count++
    if (this.#parts.durable) return count
    for (const { token, delivering } of [...this.#held.keys(), ...this.#roomless])
      if (delivering === 0 && token instanceof Arrival && token.hasReceipt) count++
    return count
  }

  /** Whether its node holds this message already, because an earlier part of the flow was tried again or its source has sent it again: the two are one. */
  merge(delivery: Delivery): boolean {
    const { token } = delivery
    if (!(token instanceof Arrival) || delivery.entered || !this.#parts.known(delivery.id)) return false
    token.cuts++
    this.#parts.merged()
    token.done()
    return true
  }

  began(delivery: Delivery): void {
    const { token } = delivery
    if (!(token instanceof Arrival) || token.fleeting || this.#cut.has(token)) return
    if (delivery.entered && token.journaled) {
      // it came back from the journal, where its entry at this node is still
      this.#cut.set(token, delivery)
      return
    }
    token.held++
    if (token.gate?.crowded) this.#part(delivery, token)
    else this.#hold(delivery)
  }

  ended(delivery: Delivery): void {
    const { token } = delivery
    if (!(token instanceof Arrival)) return
    if (this.#held.delete(delivery) || this.#cutting.delete(delivery)) token.held--
    this.#roomless.delete(delivery)
    this.#cut.delete(token)
  }

  /** Cuts off what has been held since before `then`, a time of the performance clock. */
  spill(then: number): void {
    for (const [delivery, since] of this.#held) {
      if (since > then) return
      this.#part(delivery, delivery.token as Arrival)
    }
  }

  /** A deploy has kept these nodes: what they hold goes on in the new graph. */
  move(from: Ground, to: Ground, stations: ReadonlyMap<string, Station>): void {
    for (const [arrival, delivery] of this.#cut) {
      const station = stations.get(delivery.station.id)
      if (arrival.ground !== from || station?.unit !== delivery.station.unit) continue
      delivery.station = station
      arrival.ground = to
      to.pending++
      from.pending--
    }
  }

  #hold(delivery: Delivery): void {
    void delivery.since
    this.#held.set(delivery, performance.now())
  }

  #part(delivery: Delivery, upstream: Arrival): void {
    this.#held.delete(delivery)
    if (this.#parts.durable) this.#write(delivery, upstream)
    else if (this.#roomless.size < MAX_HELD_IN_MEMORY) {
      this.#roomless.add(delivery)
      upstream.leaveGate()
    }
  }

  #write(delivery: Delivery, upstream: Arrival): void {
    const { id, message, tries, since: at } = delivery
    const entry: Entry = { id, flow: upstream.flow, node: delivery.station.id, message, tries, at }
    this.#cutting.add(delivery)
    this.#parts.append(entry).then(
      () => {
        if (this.#cutting.delete(delivery) && !upstream.abandoned) this.#enter(delivery, upstream, entry)
        else this.#parts.remove(id)
      },
      () => {
        if (this.#cutting.delete(delivery)) this.#hold(delivery)
      }
    )
  }

  #enter(delivery: Delivery, upstream: Arrival, entry: Entry): void {
    const arrival = this.#parts.entered(entry)
    arrival.shareSignal(upstream)
    this.#settle(delivery, arrival, upstream.ground)
    this.#cut.set(arrival, delivery)
    delivery.enter(arrival)
    upstream.held--
    upstream.cuts++
    upstream.done()
  }

  /** Where a deploy has kept the node meanwhile, what follows runs on the new graph. */
  #settle(delivery: Delivery, arrival: Arrival, before: Ground | undefined): void {
    const { stations, ground } = this.#parts.entrance(arrival.flow, arrival.node) ?? {}
    const [station] = stations ?? []
    const kept = station !== undefined && station.unit === delivery.station.unit
    if (kept) delivery.station = station
    arrival.ground = kept ? ground : before
    if (arrival.ground) arrival.ground.pending++
  }
}
