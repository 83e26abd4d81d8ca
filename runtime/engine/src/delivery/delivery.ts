import type { Message, Out, Outgoing } from '@millrace/sdk'
import type { Door } from './door.ts'
import type { Line } from './line.ts'
import type { Station } from './station.ts'
import { LateToken, PromisedToken, type Token } from './token.ts'

/** One message on its way into one station. It is the queue entry and, while being handled, the handler's way out. */
export class Delivery implements Out {
  readonly station: Station
  readonly message: Message
  readonly token: Token
  /** What it has to pass to get to the handler. */
  door: Door | undefined
  readonly #line: Line
  readonly #from: Delivery | undefined
  readonly #index: number
  #sent = 0
  #over = false

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
    return `${this.#from?.id ?? root.id}.${this.#index}`
  }

  get attempt(): number {
    return this.token.root.attempt
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

  deliver(outgoing: Outgoing, port = 0): Promise<void> {
    const token = new PromisedToken(this.token.root)
    this.#pass(outgoing, port, token)
    token.done()
    this.#line.run()
    return token.promise
  }

  /** Forwards to a station that is not behind a wire: a catch or complete node. */
  forward(station: Station, message: Message): void {
    this.token.fork()
    this.#line.enqueue(new Delivery(this.#line, station, message, this.token, this, this.#sent++))
  }

  /** The handler has returned, thrown or settled: what it sends from now on is late. */
  close(): void {
    this.#over = true
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
