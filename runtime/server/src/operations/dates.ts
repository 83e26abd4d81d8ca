import type { Facts } from '../database/facts.ts'

/** When something was made and changed last, in milliseconds since the epoch; undefined when that was before it was noted. */
export interface Dates {
  readonly createdAt?: number
  readonly updatedAt?: number
}

type Kind = 'integration' | 'credential'

const nameOf = (kind: Kind, id: string): string => `dates of ${kind}:${id}`

export const datesOf = (facts: Facts, kind: Kind, id: string): Dates =>
  JSON.parse(facts.get(nameOf(kind, id)) ?? '{}') as Dates

/** Notes that it was saved; `isNew` when it was not there before. */
export const noteSaved = (facts: Facts, kind: Kind, id: string, isNew: boolean): void => {
  const now = Date.now()
  const before = isNew ? { createdAt: now } : datesOf(facts, kind, id)
  facts.set(nameOf(kind, id), JSON.stringify({ ...before, updatedAt: now }))
}

export const forgetDates = (facts: Facts, kind: Kind, id: string): void => facts.remove(nameOf(kind, id))
