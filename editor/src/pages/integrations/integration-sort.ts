import type { IntegrationState } from '@millrace/engine'
import type { Activities } from '../../activity/activity.ts'
import { type Listed, wordOrder } from './integration-filter.ts'

export type Column = 'name' | 'status' | 'since' | 'in' | 'out'

export interface Sort {
  readonly by: Column
  readonly descending: boolean
}

interface Known {
  readonly connections: ReadonlyMap<string, IntegrationState>
  readonly activities: Activities
}

/** Sorted as a column says; what is equal stays in the order of its name. */
export const sortIntegrations = (
  listed: readonly Listed[],
  { by, descending }: Sort,
  { connections, activities }: Known
): readonly Listed[] => {
  const byName = (a: Listed, b: Listed): number => a.integration.name.localeCompare(b.integration.name)
  const key = ({ integration: { id }, words }: Listed): number => {
    if (by === 'status') return wordOrder.indexOf(words.word)
    if (by === 'since') return connections.get(id)?.since ?? 0
    return activities.get(id)?.lastHour[by === 'in' ? 'received' : 'sent'] ?? 0
  }
  const compare = by === 'name' ? byName : (a: Listed, b: Listed) => key(a) - key(b) || byName(a, b)
  return listed.toSorted((a, b) => (descending ? compare(b, a) : compare(a, b)))
}

/** A second choice of the same column turns it round; numbers and times begin with the largest. */
export const nextSort = (sort: Sort, by: Column): Sort =>
  sort.by === by
    ? { by, descending: !sort.descending }
    : { by, descending: by === 'in' || by === 'out' || by === 'since' }
