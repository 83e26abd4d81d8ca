import type { Message, Receipt } from '@millrace/sdk'
import type { Entry } from '../journal.ts'
import type { Gate } from './gate.ts'
import type { Ground } from './station.ts'
import { type Root, Token } from './token.ts'

/** What an arrival tells when everything that came of it is over. */
export interface ArrivalOwner {
  settled(arrival: Arrival, error: Error | undefined): void
}

/** One message that arrived, or that a node held, and is being tried: its token, its source's receipt, and whether the journal holds it. */
export class Arrival extends Token implements Root, Entry {
  readonly id: string
  readonly flow: string
  readonly node: string
  readonly message: Message
  readonly at: number
  readonly tries: number
  readonly key?: string
  /** Its source may send it again under the same id. */
  readonly repeatable: boolean
  /** The journal holds it, or is about to. */
  journaled = false
  /** The journal has said that it holds it. */
  safe = false
  /** Who waits for it elsewhere, a reply's asker or a source that retries by itself, would not hear of it from the journal: it is never journaled or cut while it is under way. */
  fleeting = false
  /** How many entries of their own nodes have made of it by holding it. */
  cuts = 0
  /** How many more nodes may do that yet, because they hold what came of it. */
  held = 0
  /** Its neighbours among the messages that are under way. */
  before: Arrival | undefined
  after: Arrival | undefined
  /** Nobody waits for this try any more: its flow is gone, and the message is tried again elsewhere. */
  abandoned = false
  /** Whose room it takes. */
  gate: Gate | undefined
  /** The graph that this try runs on. */
  ground: Ground | undefined
  readonly #owner: ArrivalOwner
  #receipt: Receipt | undefined
  #more: Receipt[] | undefined
  #abort: AbortController | undefined

  constructor(owner: ArrivalOwner, entry: Entry, repeatable: boolean) {
    super()
    this.repeatable = repeatable
    this.#owner = owner
    this.id = entry.id
    this.flow = entry.flow
    this.node = entry.node
    this.message = entry.message
    this.at = entry.at
    this.tries = entry.tries
    if (entry.key !== undefined) this.key = entry.key
  }

  get root(): Arrival {
    return this
  }

  get attempt(): number {
    return this.tries + 1
  }

  get signal(): AbortSignal {
    this.#abort ??= new AbortController()
    return this.#abort.signal
  }

  /** What was cut out of this one goes with it when the graph is given up, and who has its signal must hear of that. */
  shareSignal(from: Arrival): void {
    from.#abort ??= new AbortController()
    this.#abort = from.#abort
  }

  /** The source delivered it again, or for the first time: it too wants to hear. */
  addReceipt(receipt: Receipt): void {
    if (this.#receipt === undefined) this.#receipt = receipt
    else {
      this.#more ??= []
      this.#more.push(receipt)
    }
  }

  /** Hands over a receipt that nobody has told yet, so that it is told once. */
  takeReceipt(): Receipt | undefined {
    const receipt = this.#receipt
    this.#receipt = this.#more?.shift()
    return receipt
  }

  get hasReceipt(): boolean {
    return this.#receipt !== undefined
  }

  /** Its room is free for another. */
  leaveGate(): void {
    this.gate?.leave()
    this.gate = undefined
  }

  abandon(reason: Error): void {
    this.abandoned = true
    this.#abort?.abort(reason)
  }

  /** The same message, for another try. */
  entry(tries: number, dueAt?: number): Entry {
    const { id, flow, node, message, at, key } = this
    return {
      id,
      flow,
      node,
      message,
      at,
      tries,
      ...(key !== undefined && { key }),
      ...(dueAt !== undefined && { dueAt })
    }
  }

  protected settle(error: Error | undefined): void {
    this.#owner.settled(this, error)
  }
}
