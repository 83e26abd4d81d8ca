import type { Check } from '../check.ts'
import type { Counterpart } from '../counterpart.ts'
import { assertWhole } from '../gaps.ts'
import { acknowledging } from './acknowledging.ts'
import { carrying } from './carrying.ts'
import { changing } from './changing.ts'
import { connectionEvents } from './events.ts'
import { pacing } from './pacing.ts'
import { processes } from './processes.ts'
import { reconnecting } from './reconnecting.ts'
import { refusing } from './refusing.ts'
import { rejecting } from './rejecting.ts'
import { testing } from './testing.ts'

export interface ChecksOptions {
  readonly counterpart: Counterpart
  /** How often the process is killed under load; 2 when left out. */
  readonly kills?: number
}

/** Everything that an integration promises, one check each. Throws when the counterpart lacks what it says it has. */
export const contractChecks = ({ counterpart, kills }: ChecksOptions): readonly Check[] => {
  assertWhole(counterpart)
  return [
    ...carrying,
    ...acknowledging,
    ...reconnecting,
    ...changing,
    ...refusing(counterpart),
    ...rejecting,
    ...pacing,
    ...connectionEvents,
    ...testing,
    ...processes(kills)
  ]
}

/** Why a check cannot be run against this counterpart; undefined when it can. */
export const pendingReason = ({ pending, needs }: Check, { abilities }: Counterpart): string | undefined =>
  needs.map(need => abilities[need]).find(ability => typeof ability === 'string') ?? pending
