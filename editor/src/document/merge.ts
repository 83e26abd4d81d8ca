import type { Flow, FlowNode } from '@millrace/engine'
import { same } from './same.ts'

interface Identified {
  readonly id: string
}

/**
 * Lays what was done between `base` and `mine` over `theirs`. Property by property: mine where I changed it, else
 * theirs. What I changed and they removed stays; what I removed and they changed goes.
 */
export const mergeFlows = (base: readonly Flow[], mine: readonly Flow[], theirs: readonly Flow[]): readonly Flow[] =>
  mergeLists(base, mine, theirs, mergeFlow)

const mergeFlow = (base: Flow | undefined, mine: Flow, theirs: Flow): Flow => ({
  ...mergeProperties(base, mine, theirs),
  nodes: mergeLists(base?.nodes ?? [], mine.nodes, theirs.nodes, mergeProperties<FlowNode>)
})

const mergeLists = <T extends Identified>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
  merge: (base: T | undefined, mine: T, theirs: T) => T
): readonly T[] => {
  const [inBase, inMine, inTheirs] = [byId(base), byId(mine), byId(theirs)]
  const merged = (id: string): T | undefined => {
    const [before, own, other] = [inBase.get(id), inMine.get(id), inTheirs.get(id)]
    if (own && other) return shared(own, merge(before, own, other))
    if (own) return before && same(before, own) ? undefined : own
    return before ? undefined : other
  }
  return mergedOrder(base, mine, theirs).flatMap(id => merged(id) ?? [])
}

const mergeProperties = <T extends Identified>(base: T | undefined, mine: T, theirs: T): T => {
  const [before, own, other] = [fields(base), fields(mine), fields(theirs)]
  const result: Record<string, unknown> = {}
  for (const key of new Set([...Object.keys(other), ...Object.keys(own)])) {
    const value = same(before[key], own[key]) ? other[key] : own[key]
    if (value !== undefined) result[key] = value
  }
  return result as unknown as T
}

const fields = (thing: object | undefined): Readonly<Record<string, unknown>> => ({ ...thing })

/** Theirs, unless I changed the order; what the other has besides follows what it followed there. */
const mergedOrder = (
  base: readonly Identified[],
  mine: readonly Identified[],
  theirs: readonly Identified[]
): readonly string[] => {
  const known = byId(base)
  const kept = byId(mine)
  const untouched = same(
    ids(base).filter(id => kept.has(id)),
    ids(mine).filter(id => known.has(id))
  )
  return untouched ? followed(ids(theirs), ids(mine)) : followed(ids(mine), ids(theirs))
}

const followed = (first: readonly string[], second: readonly string[]): readonly string[] => {
  const has = new Set(first)
  const after = new Map<string | undefined, string[]>()
  let anchor: string | undefined
  for (const id of second) {
    if (has.has(id)) anchor = id
    else after.set(anchor, [...(after.get(anchor) ?? []), id])
  }
  return [...(after.get(undefined) ?? []), ...first.flatMap(id => [id, ...(after.get(id) ?? [])])]
}

/** `made`, with every part that says the same as in `known` taken from there, so that what did not change is identical. */
export const shared = <T>(known: T, made: T): T => {
  if (known === made || typeof made !== 'object' || made === null) return made
  if (same(known, made)) return known
  if (typeof known !== 'object' || known === null) return made
  if (Array.isArray(made)) return shareItems(known, made) as T
  const parts = Object.entries(made).map(([key, part]) => [key, shared((known as Record<string, unknown>)[key], part)])
  return Object.fromEntries(parts) as T
}

const shareItems = (known: unknown, made: readonly unknown[]): readonly unknown[] => {
  if (!Array.isArray(known)) return made
  const identified = (item: unknown): item is Identified => typeof (item as Partial<Identified> | null)?.id === 'string'
  const before = byId(known.filter(identified))
  return made.map((item, i) => shared(identified(item) ? before.get(item.id) : known[i], item))
}

const byId = <T extends Identified>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map(item => [item.id, item]))
const ids = (items: readonly Identified[]): readonly string[] => items.map(({ id }) => id)
