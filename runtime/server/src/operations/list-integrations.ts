import type { StoredIntegration } from '@millrace/engine'
import { datesOf } from './dates.ts'
import type { ServerParts } from './parts.ts'
import { withoutSecrets } from './workspace.ts'

export interface IntegrationQuery {
  /** Found in name, id or type; with `*` and `?` a pattern for the whole name. */
  readonly search?: string
  readonly type?: string
  readonly status?: string
  readonly sort?: 'name' | 'id' | 'type' | 'status' | 'createdAt' | 'updatedAt'
  readonly order?: 'asc' | 'desc'
  /** Counted from 0. */
  readonly page?: number
  readonly perPage?: number
}

export const PER_PAGE = 100

/** One page of the integrations that a query means, and how many it means in all. */
export const listIntegrations = (
  parts: ServerParts,
  query: IntegrationQuery
): { readonly items: readonly StoredIntegration[]; readonly total: number } => {
  const { runtime, folder } = parts
  const { search = '', type, status, sort = 'name', order = 'asc', page = 0, perPage = PER_PAGE } = query
  const states = new Map(runtime.connections().map(one => [one.id, one.status.state]))
  const fits = matcher(search)
  const found = runtime.integrations.filter(
    one => fits(one) && fitsType(one.type, type) && (status === undefined || states.get(one.id) === status)
  )
  const keyOf = (one: StoredIntegration): string | number => {
    if (sort === 'createdAt' || sort === 'updatedAt') return datesOf(folder.facts, 'integration', one.id)[sort] ?? 0
    return sort === 'status' ? (states.get(one.id) ?? '') : one[sort]
  }
  const sign = order === 'asc' ? 1 : -1
  const sorted = found
    .map(one => [keyOf(one), one] as const)
    .toSorted(([a, one], [b, other]) => sign * (compare(a, b) || compare(one.name, other.name)))
    .map(([, one]) => one)
  return { items: withoutSecrets(runtime, sorted.slice(page * perPage, (page + 1) * perPage)), total: sorted.length }
}

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b))

const fitsType = (type: string, wanted: string | undefined): boolean =>
  wanted === undefined || (isPattern(wanted) ? pattern(wanted).test(type) : type === wanted)

const matcher = (search: string): ((one: StoredIntegration) => boolean) => {
  if (isPattern(search)) return ({ name }) => pattern(search).test(name)
  const text = search.toLowerCase()
  return ({ name, id, type }) => [name, id, type].some(part => part.toLowerCase().includes(text))
}

const isPattern = (text: string): boolean => /[*?]/.test(text)

/** `*` stands for any text and `?` for one character. */
const pattern = (glob: string): RegExp => {
  const parts = glob.split(/([*?])/).map(part => (part === '*' ? '.*?' : part === '?' ? '.' : RegExp.escape(part)))
  return new RegExp(`^${parts.join('')}$`, 'is')
}
