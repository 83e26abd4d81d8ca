import type { Log } from '@millrace/sdk'

/** Milliseconds between two lines of the log about the same trigger. */
const LOG_EVERY = 10_000

/** Messages for which there was no room, of sources that cannot be paused: counted, shown at the trigger, and logged now and then. */
export class Losses {
  readonly #log: Log
  readonly #show: (address: string, text: string) => void
  readonly #counts = new Map<string, { lost: number; logged: number }>()

  constructor(log: Log, show: (address: string, text: string) => void) {
    this.#log = log
    this.#show = show
  }

  add(address: string): void {
    const count = this.#counts.get(address) ?? { lost: 0, logged: 0 }
    this.#counts.set(address, count)
    count.lost++
    if (Date.now() - count.logged < LOG_EVERY) return
    count.logged = Date.now()
    this.#show(address, `${count.lost} lost: the flow is slower than its source, which cannot be paused`)
    this.#log.warn('messages lost: the flow is slower than its source, which cannot be paused', {
      owner: address,
      lost: count.lost
    })
  }
}
