import type { Delivery } from './delivery.ts'
import type { Station } from './station.ts'

/** What a delivery needs of the scheduler. */
export interface Line {
  enqueue(delivery: Delivery): void
  /** Handles what is queued, unless that is being done already. */
  run(): void
  readonly room: Promise<void> | undefined
  /** A delivery that was handled elsewhere is done, or has failed. */
  conclude(delivery: Delivery, error?: Error): void
  /** A handler has sent after it had returned. */
  late(station: Station): void
}
