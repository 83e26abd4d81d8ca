import type { Arrival } from './arrival.ts'
import type { Listening } from './listener.ts'

/**
 * A listener that has just left. What would have been its message is kept un-acknowledged for a moment: when a deploy
 * changes a trigger, its successor takes it over and loses nothing.
 */
export class Lingering {
  readonly listening: Listening
  #held: { readonly arrival: Arrival; readonly release: () => void }[] = []

  constructor(listening: Listening) {
    this.listening = listening
  }

  hold(arrival: Arrival): void {
    this.#held.push({ arrival, release: arrival.hold() })
  }

  /** Hands over what `wants` it. */
  handOver(wants: (arrival: Arrival) => boolean, give: (arrival: Arrival) => void): void {
    const wanted = this.#held.filter(({ arrival }) => wants(arrival))
    this.#held = this.#held.filter(held => !wanted.includes(held))
    for (const { arrival, release } of wanted) {
      give(arrival)
      release()
    }
  }

  /** Nobody came. Resolves to how many messages nobody will hear. */
  end(): number {
    const held = this.#held.splice(0)
    for (const { release } of held) release()
    return held.length
  }
}
