import type { IPublishPacket } from 'mqtt'
import type { Lingering } from './lingering.ts'
import { hears, type Listening } from './listener.ts'

/** Who hears a message. */
export interface Audience {
  readonly listening: readonly Listening[]
  readonly lingering: readonly Lingering[]
}

/** Finds who hears a message: by the subscriptions that brought it where the broker names them, otherwise by its topic. */
export class Routes {
  readonly listening = new Set<Listening>()
  readonly lingering = new Set<Lingering>()
  /** Filters that nobody wants any more, with the last listener there was when they were given up. */
  readonly #left = new Map<string, number>()

  /** `filterOf` knows the filters of subscription identifiers. */
  audience(packet: IPublishPacket, filterOf: (id: number) => string | undefined): Audience {
    const ids = [packet.properties?.subscriptionIdentifier ?? []].flat()
    const filters = ids.map(filterOf)
    const unknown = filters.length === 0 || filters.includes(undefined)
    const wants = ({ filters: own, since }: Listening) =>
      unknown
        ? hears({ filters: own }, packet.topic)
        : filters.some(filter => own.has(filter as string) || this.#follows(filter as string, since, own, packet.topic))
    return {
      listening: [...this.listening].filter(wants),
      lingering: [...this.lingering].filter(({ listening }) => wants(listening))
    }
  }

  /** Everybody whose filters the broker should hold. */
  all(): Listening[] {
    return [...this.listening, ...[...this.lingering].map(({ listening }) => listening)]
  }

  add(listening: Listening): void {
    this.listening.add(listening)
    for (const filter of listening.filters) this.#left.delete(filter)
  }

  /** `last` is the latest listener's number. */
  remove(listening: Listening, last: number): void {
    this.listening.delete(listening)
    for (const filter of listening.filters)
      if (![...this.listening].some(({ filters }) => filters.has(filter))) this.#left.set(filter, last)
  }

  /** Who came after a filter was given up may be the successor with other topics: it gets what the broker had queued. */
  #follows(filter: string, since: number, filters: ReadonlySet<string>, topic: string): boolean {
    const last = this.#left.get(filter)
    return last !== undefined && since > last && hears({ filters }, topic)
  }
}
