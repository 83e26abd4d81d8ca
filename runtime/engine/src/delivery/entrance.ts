import type { RetryPolicy } from '../files/flow.ts'
import type { Gate } from './gate.ts'
import type { Ground, Station } from './station.ts'

/** Where messages enter a flow: a trigger that runs, or a node that held them. */
export interface Entrance {
  readonly flow: string
  readonly node: string
  /** The stations that messages enter in the graph that runs now; both undefined while the flow is disabled. */
  readonly stations: readonly Station[] | undefined
  readonly ground: Ground | undefined
  /** Messages enter the node itself, not what is behind it. */
  readonly held?: boolean
  readonly gate: Gate
  /** The source keeps what is not acknowledged. */
  readonly redelivers: boolean
  /** What fails is refused, and the source sends it again. */
  readonly retriesAtSource?: boolean
  /** Somebody waits for the reply: never journaled, never tried again. */
  readonly replies: boolean
  readonly retry: Required<RetryPolicy>
}
