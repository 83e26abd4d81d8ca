import type { Delivery } from './delivery.ts'
import { Door } from './door.ts'
import { caughtMessage, failedAt, toError } from './failure.ts'
import type { Holding } from './holding.ts'
import type { Line } from './line.ts'
import { NodeRetries } from './node-retry.ts'
import { Queue } from './queue.ts'
import type { Station } from './station.ts'

/** Deliveries handled before sockets and timers get a turn, and the milliseconds after which they get it sooner. */
const TURN = 1000
const TURN_TIME = 10
const CLOCK_EVERY = 64
/** Deliveries waiting above which a node that makes many messages of one is asked to wait. */
const CROWDED = 4096

/** Moves messages from station to station, in order of arrival, in turns short enough for the rest of the process to live. */
export class Scheduler implements Line {
  readonly #queue = new Queue<Delivery>()
  readonly #onLate: (station: Station) => void
  readonly #retries = new NodeRetries(delivery => {
    delivery.again()
    this.enqueue(delivery)
    this.run()
  })
  #holding: Holding | undefined
  #onHeld = () => {}
  #running = false
  #room: PromiseWithResolvers<void> | undefined

  constructor(onLate: (station: Station) => void) {
    this.#onLate = onLate
  }

  /** Who is told of messages that nodes hold; `began` is called for each. */
  watch(holding: Holding, began: () => void): void {
    this.#holding = holding
    this.#onHeld = began
  }

  /** Nothing is tried again any more. */
  close(): void {
    this.#retries.close()
  }

  get room(): Promise<void> | undefined {
    if (this.#queue.size < CROWDED) return undefined
    this.#room ??= Promise.withResolvers()
    this.run()
    return this.#room.promise
  }

  late(station: Station): void {
    this.#onLate(station)
  }

  enqueue(delivery: Delivery): void {
    this.#queue.push(delivery)
  }

  /** Handles what is queued. Called by whoever has enqueued from outside a handler; inside one it does nothing. */
  run(): void {
    if (!this.#running) this.#turn()
  }

  readonly #turn = (): void => {
    this.#running = true
    let until = 0
    for (let left = TURN; left > 0; left--) {
      const delivery = this.#queue.shift()
      if (delivery === undefined) {
        this.#running = false
        this.#wake()
        return
      }
      this.#handle(delivery)
      if (left % CLOCK_EVERY !== 0) continue
      const now = performance.now()
      if (until === 0) until = now + TURN_TIME
      else if (now > until) break
    }
    if (this.#queue.size < CROWDED) this.#wake()
    setImmediate(this.#turn)
  }

  #wake(): void {
    this.#room?.resolve()
    this.#room = undefined
  }

  #handle(delivery: Delivery): void {
    const { unit } = delivery.station
    if (unit.holds && this.#holding?.merge(delivery)) return
    if (unit.door === undefined) {
      this.handle(delivery)
      return
    }
    try {
      delivery.door = unit.door instanceof Door ? unit.door : unit.door.of(delivery.message)
    } catch (error) {
      this.#failed(delivery, error)
      return
    }
    if (delivery.door.enter(delivery)) this.handle(delivery)
  }

  /** Calls the handler. A door calls this when the way is free for a delivery that had to wait. */
  handle(delivery: Delivery): void {
    const { unit } = delivery.station
    unit.counts.received++
    const connection = delivery.door?.connection
    let pending: void | Promise<void>
    try {
      pending = unit.handler(delivery.message, delivery, connection)
    } catch (error) {
      this.#failed(delivery, error)
      return
    }
    if (pending === undefined) {
      this.#finished(delivery)
      return
    }
    if (unit.holds) this.#held(delivery)
    pending.then(
      () => {
        this.#finished(delivery)
        this.run()
      },
      error => {
        if (delivery.door?.again(delivery, connection, error)) {
          unit.counts.received--
          return
        }
        this.#failed(delivery, error)
        this.run()
      }
    )
  }

  conclude(delivery: Delivery, error?: Error): void {
    if (error === undefined) this.#finished(delivery)
    else this.#failed(delivery, error)
    this.run()
  }

  #finished(delivery: Delivery): void {
    const { station } = delivery
    delivery.close()
    const { completes } = station.hearing
    if (completes !== undefined) for (const hearer of completes(station)) delivery.forward(hearer, delivery.message)
    delivery.door?.leave()
    this.#settle(delivery)
  }

  /** The error goes to the catch nodes that hear of this station; where there is none, the message has failed. */
  #failed(delivery: Delivery, cause: unknown): void {
    const { station, token, message } = delivery
    const error = toError(cause)
    if (!failedAt.has(error)) failedAt.set(error, station)
    delivery.close()
    station.unit.counts.failed++
    delivery.door?.leave()
    if (this.#retries.take(delivery, error)) {
      this.#held(delivery)
      return
    }
    const hearers = token.direct ? [] : station.hearing.errors(station)
    const caught = hearers.length === 0 ? undefined : caughtMessage(message, error, failedAt.get(error) ?? station)
    if (caught === undefined) {
      this.#settle(delivery, error)
      return
    }
    for (const hearer of hearers) delivery.forward(hearer, caught)
    this.#settle(delivery)
  }

  #held(delivery: Delivery): void {
    this.#holding?.began(delivery)
    this.#onHeld()
  }

  #settle(delivery: Delivery, error?: Error): void {
    const { token, station } = delivery
    if (station.unit.holds || station.unit.retry !== undefined) this.#holding?.ended(delivery)
    token.done(error)
  }
}
