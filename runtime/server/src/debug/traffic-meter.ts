import type { Runtime } from '@millrace/engine'
import type { Traffic } from '../protocol.ts'

/** Milliseconds between two looks at the counters. */
const INTERVAL = 1000

/** Looks at the runtime's counters once a second and tells when they changed. */
export class TrafficMeter {
  readonly #runtime: Runtime
  readonly #push: (traffic: Traffic) => void
  readonly #timer: ReturnType<typeof setInterval>
  #arrived = 0
  #last = ''
  #rate = 0

  constructor(runtime: Runtime, push: (traffic: Traffic) => void) {
    this.#runtime = runtime
    this.#push = push
    this.#timer = setInterval(() => this.#look(), INTERVAL)
  }

  get traffic(): Traffic {
    return { balance: this.#runtime.balance(), rate: this.#rate, nodes: this.#runtime.counts() }
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    const { arrived } = this.#runtime.balance()
    this.#rate = arrived - this.#arrived
    this.#arrived = arrived
    const { traffic } = this
    const text = JSON.stringify(traffic)
    if (text === this.#last) return
    this.#last = text
    this.#push(traffic)
  }
}
