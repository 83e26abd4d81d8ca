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

  get held(): readonly Arrival[] {
    return this.#held.map(({ arrival }) => arrival)
  }

  /** Lets go of everything. */
  end(): void {
    for (const { release } of this.#held.splice(0)) release()
  }
}
