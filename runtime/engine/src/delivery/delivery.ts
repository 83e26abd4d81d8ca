import type { DeliverOptions, Message, Outgoing } from '@millrace/sdk'
import type { FusedOut } from '../sandbox.ts'
import type { Door } from './door.ts'
import type { Line } from './line.ts'
import type { Station } from './station.ts'
import { LateToken, PromisedToken, type Token } from './token.ts'

/** The index of a delivery that did not come over a wire: it is what its token's message entered as. */
export const ENTERED = -1

/** One message on its way into one station. It is the queue entry and, while being handled, the handler's way out. */
export class Delivery implements FusedOut {
  /** Replaced by that of a newer graph when a deploy keeps the node that holds the message. */
  station: Station
  readonly message: Message
  token: Token
  /** What it has to pass to get to the handler. */
  door: Door | undefined
  /** How often its node has failed with it, since it entered. */
  tries = 0
  /** How many messages it waits for that `deliver` has sent. */
  delivering = 0
  readonly #line: Line
  #from: Delivery | undefined
  #index: number
  #sent = 0
  #since: number | undefined
  /** How many had been sent before the last that was delivered. */
  #delivered = 0
  #over = false
  /** What the id has behind the index: the way that the message has gone by itself. */
  #way = ''

  /** `index` counts what `from` has sent; `ENTERED` says that this is the message that entered, with the id of its entry. */
  constructor(line: Line, station: Station, message: Message, token: Token, from: Delivery | undefined, index: number) {
    this.#line = line
    this.station = station
    this.message = message
    this.token = token
    this.#from = from
    this.#index = index
  }

  /** The way the message came, so that the same way gives the same id; made only when asked for. */
  get id(): string {
    const { root } = this.token
    if (this.#index === ENTERED) return root.id
    return `${this.#from?.id ?? root.id}.${this.#index}${this.#way}`
  }

  get attempt(): number {
    return this.token.root.attempt + this.tries
  }

  /** It is the message of an entry, not one that came over a wire. */
  get entered(): boolean {
    return this.#index === ENTERED
  }

  /** How often its node alone has failed with it. */
  get failures(): number {
    return this.tries + (this.entered ? this.token.root.attempt - 1 : 0)
  }

  get since(): number {
    if (this.entered) return this.token.root.at
    this.#since ??= Date.now()
    return this.#since
  }

  get signal(): AbortSignal {
    return this.token.root.signal
  }

  get room(): Promise<void> | undefined {
    return this.#line.room
  }

  send(outgoing: Outgoing, port = 0): void {
    if (!this.#over) {
      this.#pass(outgoing, port, this.token)
      return
    }
    this.#line.late(this.station)
    if (this.token.settled) {
      const token = new LateToken(this.token.root)
      this.#pass(outgoing, port, token)
      token.done()
    } else this.#pass(outgoing, port, this.token)
    this.#line.run()
  }

  deliver(outgoing: Outgoing, port = 0, { catchFirst = false, repeats = false }: DeliverOptions = {}): Promise<void> {
    if (repeats) this.#sent = this.#delivered
    else this.#delivered = this.#sent
    const token = new PromisedToken(this.token.root, !catchFirst || this.token.direct)
    this.#pass(outgoing, port, token)
    this.delivering++
    const settled = token.promise.finally(() => this.delivering--)
    token.done()
    this.#line.run()
    return settled
  }

  wired(port: number): boolean {
    return (this.station.wires[port] ?? []).length > 0
  }

  /** Forwards to a station that is not behind a wire: a catch or complete node. */
  forward(station: Station, message: Message): void {
    this.token.fork()
    this.#line.enqueue(new Delivery(this.#line, station, message, this.token, this, this.#sent++))
  }

  /** From here on it stands under a token, and so an id, of its own: what came before is done with it. */
  enter(token: Token): void {
    this.token = token
    this.tries = 0
    this.#from = undefined
    this.#index = ENTERED
  }

  /** Its node is tried again: what it sends then has the ids of before. */
  again(): void {
    this.#sent = 0
    this.#over = false
    this.door = undefined
  }

  /** The handler has returned, thrown or settled: what it sends from now on is late. */
  close(): void {
    this.#over = true
  }

  next(station: Station, port: number): Station | undefined {
    const targets = station.wires[port]
    const [target] = targets ?? []
    if (target === undefined || targets?.length !== 1) return undefined
    const { unit, hearing } = target
    const heard = (hearing.completes?.(target).length ?? 0) > 0
    return unit.door || unit.retry || unit.holds || heard ? undefined : target
  }

  passAlong(ports: readonly number[], outgoing?: Outgoing, port = 0): void {
    const end = this.#caughtUp(ports, this.message)
    if (outgoing !== undefined) end.#pass(outgoing, port, this.token)
  }

  along(ports: readonly number[], message: Message): Delivery {
    this.token.fork()
    return this.#caughtUp(ports, message)
  }

  settle(error?: Error): void {
    this.#line.conclude(this, error)
  }

  #caughtUp(ports: readonly number[], message: Message): Delivery {
    let { station } = this
    let way = ''
    for (let i = 0; i < ports.length; i++) {
      const port = ports[i] as number
      const { sent } = station.unit.counts
      sent[port] = (sent[port] ?? 0) + 1
      station = station.wires[port]?.[0] as Station
      station.unit.counts.received++
      if (i > 0) way += '.0'
    }
    const delivery = new Delivery(this.#line, station, message, this.token, this, this.#sent++)
    delivery.#way = way
    return delivery
  }

  #pass(outgoing: Outgoing, port: number, token: Token): void {
    const { unit, wires } = this.station
    const message = unit.passed(outgoing, this.message._msgid, port)
    const targets = wires[port]
    if (targets === undefined) return
    for (const target of targets) {
      token.fork()
      this.#line.enqueue(new Delivery(this.#line, target, message, token, this, this.#sent++))
    }
  }
}
