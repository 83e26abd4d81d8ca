import type { Message } from '@millrace/sdk'
import type { Door } from './door.ts'

/** The doors of a node that chooses its integration for each message: one for each integration that was chosen so far. */
export class ChosenDoors {
  readonly #doors = new Map<string, Door>()
  readonly #choose: (message: Message) => string
  readonly #open: (integration: string) => Door

  /** `open` makes the door to an integration, and throws INTEGRATION_UNKNOWN when there is none that fits. */
  constructor(choose: (message: Message) => string, open: (integration: string) => Door) {
    this.#choose = choose
    this.#open = open
  }

  get all(): Iterable<Door> {
    return this.#doors.values()
  }

  of(message: Message): Door {
    const integration = this.#choose(message)
    const known = this.#doors.get(integration)
    if (known) return known
    const door = this.#open(integration)
    this.#doors.set(integration, door)
    return door
  }
}
