import { EntryError } from './entry-error.ts'

export interface LeasesOptions {
  /** Milliseconds for which SQS hides a message. */
  readonly span: number
  /** Hides it for that long again; rejects when SQS does not. */
  extend(handle: string): Promise<void>
  /** The message is no longer ours: others are given it. */
  expired(handle: string, error: Error): void
}

/** Keeps messages hidden from others for as long as we have them, by asking anew in good time. */
export class Leases {
  readonly #options: LeasesOptions
  /** When each is extended next, on the clock of `performance.now()`. */
  readonly #due = new Map<string, number>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: LeasesOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#due.size
  }

  /** From the moment when SQS gave it to us. */
  hold(handle: string): void {
    this.#renew(handle)
    this.#wake()
  }

  release(handle: string): void {
    this.#due.delete(handle)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#due.clear()
  }

  /** At half its time, so that one extension may fail and the next still comes in time. */
  #renew(handle: string, share = 0.5): void {
    this.#due.set(handle, performance.now() + this.#options.span * share)
  }

  #wake(): void {
    if (this.#timer !== undefined || this.#due.size === 0) return
    let next = Number.POSITIVE_INFINITY
    for (const due of this.#due.values()) next = Math.min(next, due)
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined
        this.#extend()
      },
      Math.max(0, next - performance.now())
    )
  }

  /** With those that would be due soon, so that requests are full. */
  #extend(): void {
    const soon = performance.now() + this.#options.span / 8
    for (const [handle, due] of [...this.#due]) if (due <= soon) void this.#one(handle)
    this.#wake()
  }

  async #one(handle: string): Promise<void> {
    const { extend, expired } = this.#options
    this.#renew(handle)
    try {
      await extend(handle)
    } catch (error) {
      if (!this.#due.has(handle)) return
      if (error instanceof EntryError && error.final) {
        this.release(handle)
        expired(handle, error)
      } else this.#renew(handle, 0.125)
    }
  }
}
