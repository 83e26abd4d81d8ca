import type { Unit } from '../deploy/unit.ts'

/** A node's place in one deployed graph: the running node, and where each of its outputs leads. Immutable once linked. */
export interface Station {
  readonly id: string
  readonly unit: Unit
  /** `wires[port]` lists the stations behind that output. */
  readonly wires: readonly (readonly Station[])[]
  readonly hearing: Hearing
}

/** The catch and complete nodes of a graph that hear of one of its stations. */
export interface Hearing {
  errors(station: Station): readonly Station[]
  /** Undefined when the graph has no complete node, which is the common case. */
  readonly completes: ((station: Station) => readonly Station[]) | undefined
}

/** What a try runs on: told when the last message that started on it has settled. */
export interface Ground {
  pending: number
  onIdle: (() => void) | undefined
}
