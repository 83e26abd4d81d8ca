import type { Log } from '@millrace/sdk'
import type { Listening } from './listener.ts'
import type { Routes } from './routes.ts'
import type { Subscriptions } from './subscriptions.ts'
import { overlapping, wantedFilters } from './wanted.ts'

export interface AlignmentOptions {
  readonly routes: Routes
  readonly subscriptions: Subscriptions
  readonly identified: boolean
  readonly log: Log
}

/** Brings the broker's subscriptions to what its listeners want, one change after the other. */
export class Alignment {
  readonly #options: AlignmentOptions
  readonly #warned = new Set<string>()
  #running: Promise<unknown> = Promise.resolve()
  /** Before every trigger has started, a filter that nobody wants yet may be wanted by the next one. */
  complete = false

  constructor(options: AlignmentOptions) {
    this.#options = options
  }

  /** Resolves to the listeners that the broker refused; they do not listen any more. */
  settle(): Promise<ReadonlyMap<Listening, Error>> {
    const settled = this.#running.then(() => this.#settle())
    this.#running = settled.catch(() => {})
    return settled
  }

  async #settle(): Promise<ReadonlyMap<Listening, Error>> {
    const { routes, subscriptions, identified } = this.#options
    const refusals = new Map<Listening, Error>()
    let wanted = wantedFilters(routes.all(), identified)
    for (let refused = await subscriptions.add(wanted); refused.size > 0; refused = await subscriptions.add(wanted)) {
      for (const [filter, error] of refused) this.#refuse(filter, error, refusals)
      wanted = wantedFilters(routes.all(), identified)
    }
    if (!identified) this.#warn([...wanted.keys()])
    if (this.complete) await subscriptions.keepOnly(wanted)
    return refusals
  }

  #refuse(filter: string, error: Error, refusals: Map<Listening, Error>): void {
    const { routes } = this.#options
    for (const listening of routes.listening) {
      if (!listening.filters.has(filter)) continue
      routes.listening.delete(listening)
      refusals.set(listening, error)
    }
    for (const lingering of routes.lingering) {
      if (!lingering.listening.filters.has(filter)) continue
      routes.lingering.delete(lingering)
      lingering.end()
    }
  }

  #warn(filters: readonly string[]): void {
    for (const topics of overlapping(filters)) {
      const key = topics.join(' ')
      if (this.#warned.has(key)) continue
      this.#warned.add(key)
      this.#options.log.warn('these topics overlap: over MQTT 3.1.1 a message of both may come twice', { topics })
    }
  }
}
