import type { Message } from '@millrace/sdk'
import type { RateParts } from './pause.ts'

/** The time between two messages, in milliseconds, which a message may change until the node is reset. */
export class Gap {
  readonly #fixed: number
  readonly #adjustable: boolean
  #now: number

  constructor({ gap, adjustable }: RateParts) {
    this.#fixed = gap
    this.#adjustable = adjustable
    this.#now = gap
  }

  get milliseconds(): number {
    return this.#now
  }

  /** Whether the message changed it. */
  adjust({ rate }: Message): boolean {
    if (!this.#adjustable) return false
    const wanted = Number.parseFloat(String(rate))
    if (!Number.isFinite(wanted) || wanted < 0 || wanted === this.#now) return false
    this.#now = wanted
    return true
  }

  reset(): void {
    this.#now = this.#fixed
  }
}
