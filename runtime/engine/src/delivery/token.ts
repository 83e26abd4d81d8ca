/**
 * Counts what is still under way of one message: the message itself, every descendant, and every handler that has not
 * returned. At zero it settles, once. A failing branch lets the others run to their end; the first failure is kept.
 */
export abstract class Token {
  /** Failures go to whoever waits for this token, before any catch node hears of them. */
  readonly direct: boolean = false
  #pending = 1
  #error: Error | undefined

  get settled(): boolean {
    return this.#pending === 0
  }

  /** One more delivery is under way. */
  fork(): void {
    this.#pending++
  }

  /** One delivery is over. */
  done(error?: Error): void {
    if (this.#pending === 0) return
    if (error && !this.#error) this.#error = error
    if (--this.#pending === 0) this.settle(this.#error)
  }

  protected abstract settle(error: Error | undefined): void

  /** The message that arrived, of which everything under this token descends. */
  abstract readonly root: Root
}

/** What a delivery may ask of the message that arrived. */
export interface Root {
  readonly id: string
  /** Counted from 1. */
  readonly attempt: number
  /** Milliseconds since the epoch: when it arrived, or when the node that holds it got it. */
  readonly at: number
  readonly signal: AbortSignal
}

/** The token of what `out.deliver` sends: settles a promise, tells nobody else. */
export class PromisedToken extends Token {
  override readonly direct: boolean
  readonly root: Root
  readonly promise: Promise<void>
  readonly #resolve: () => void
  readonly #reject: (error: Error) => void

  constructor(root: Root, direct: boolean) {
    super()
    this.direct = direct
    this.root = root
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.promise = promise
    this.#resolve = resolve
    this.#reject = reject
  }

  protected settle(error: Error | undefined): void {
    if (error) this.#reject(error)
    else this.#resolve()
  }
}

/** The token of a message that a handler sent after it had returned: nobody waits for it. */
export class LateToken extends Token {
  readonly root: Root

  constructor(root: Root) {
    super()
    this.root = root
  }

  protected settle(): void {}
}
