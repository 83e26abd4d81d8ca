import type { Limits } from '@millrace/sdk'
import { SlidingWindow } from './window.ts'

const SPAN = { second: 1000, minute: 60_000 }

/** The limits of one integration, shared by all nodes that send through it. Above a limit messages wait; none is dropped. */
export class Pacer {
  readonly #window: SlidingWindow | undefined
  readonly #concurrent: number
  readonly #blocked = new Set<() => void>()
  #running = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor({ rate, concurrent }: Limits) {
    this.#window = rate && new SlidingWindow(rate.messages, SPAN[rate.per])
    this.#concurrent = concurrent ?? Number.POSITIVE_INFINITY
  }

  /** How many are on their way out, and how many went in the stretch of the rate that ends now. */
  get inUse(): { readonly concurrent: number; readonly rate: number } {
    return { concurrent: this.#running, rate: this.#window?.used(performance.now()) ?? 0 }
  }

  /** Whether one more may go now. If not, `again` is called once when it is worth asking anew. */
  take(again: () => void): boolean {
    if (this.#running >= this.#concurrent) {
      this.#blocked.add(again)
      return false
    }
    const now = performance.now()
    const wait = this.#window?.wait(now) ?? 0
    if (wait > 0) {
      this.#blocked.add(again)
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined
        this.#wake()
      }, Math.ceil(wait))
      return false
    }
    this.#window?.pass(now)
    this.#running++
    return true
  }

  give(): void {
    this.#running = Math.max(0, this.#running - 1)
    if (this.#blocked.size > 0 && this.#timer === undefined) this.#wake()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#blocked.clear()
  }

  #wake(): void {
    const blocked = [...this.#blocked]
    this.#blocked.clear()
    for (const again of blocked) again()
  }
}
