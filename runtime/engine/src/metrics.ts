import type { Metrics } from '@millrace/sdk'

/** Counters and gauges that plugins name, by owner. */
export class Tally {
  readonly #values = new Map<string, Map<string, number>>()

  readonly of = (owner: string): Metrics => {
    const values = this.#values.get(owner) ?? new Map<string, number>()
    this.#values.set(owner, values)
    return {
      count: (name, by = 1) => void values.set(name, (values.get(name) ?? 0) + by),
      gauge: (name, value) => void values.set(name, value)
    }
  }

  read(): { readonly owner: string; readonly name: string; readonly value: number }[] {
    return [...this.#values].flatMap(([owner, values]) => [...values].map(([name, value]) => ({ owner, name, value })))
  }
}
