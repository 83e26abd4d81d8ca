import type { Abilities } from './abilities.ts'
import type { Bench } from './bench.ts'

/** One promise of an integration. A plain function, so that a test can hand it a broken integration and see it reject. */
export interface Check {
  readonly name: string
  /** Without one of these it is pending, with the reason that the counterpart gives. */
  readonly needs: readonly (keyof Abilities)[]
  /** Why it cannot be run, besides what it needs. */
  readonly pending?: string
  run(bench: Bench): Promise<void>
}
