import type { AccessOf, Broker } from './access.ts'

/** A server with a source and a target, by whichever name it has them. */
export interface StandIn<B extends Broker> {
  readonly access: AccessOf[B]
  /** Puts so many messages of `body` into the source. */
  fill(count: number, body: string): Promise<void>
  /** How many messages the target has been given. */
  passed(): number | Promise<number>
  close(): Promise<void>
}
