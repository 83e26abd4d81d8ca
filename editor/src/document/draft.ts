import type { Flow, FlowNode } from '@millrace/engine'
import { FlowError } from '@millrace/sdk'

/** A list that is being edited in place, found by id without a walk through all of it. */
export interface Draft<T extends { readonly id: string }> {
  readonly items: readonly T[]
  /** Throws what `unknown` makes when there is no such item. */
  position(id: string): number
  insert(item: T, at: number): void
  remove(position: number): void
  replace(position: number, item: T): void
}

export const draftOf = <T extends { readonly id: string }>(
  source: readonly T[],
  unknown: (id: string) => FlowError
): Draft<T> => {
  const items = [...source]
  // Where an item was last known to be. Removals only move items towards the front, so the search walks that way.
  let hints: Map<string, number> | undefined

  const index = (): Map<string, number> => {
    hints ??= new Map(items.map(({ id }, i) => [id, i]))
    return hints
  }
  const find = (id: string): number => {
    let at = Math.min(index().get(id) ?? -1, items.length - 1)
    while (at >= 0 && items[at]?.id !== id) at--
    return at
  }

  return {
    items,
    position: id => {
      const at = find(id)
      if (at < 0) throw unknown(id)
      return at
    },
    insert: (item, at) => {
      if (find(item.id) >= 0)
        throw new FlowError('ID_TAKEN', `There is already a "${item.id}". Give the new one an id of its own.`)
      if (at < items.length) hints = undefined
      else hints?.set(item.id, items.length)
      items.splice(at, 0, item)
    },
    remove: at => {
      const [gone] = items.splice(at, 1)
      if (gone) hints?.delete(gone.id)
    },
    replace: (at, item) => {
      items[at] = item
    }
  }
}

export const draftFlows = (flows: readonly Flow[]): Draft<Flow> =>
  draftOf(flows, id => new FlowError('FLOW_UNKNOWN', `There is no flow "${id}". It may have been removed.`))

export const draftNodes = (flow: Flow): Draft<FlowNode> =>
  draftOf(
    flow.nodes,
    id => new FlowError('NODE_UNKNOWN', `There is no node "${id}" in "${flow.name}". It may have been removed.`)
  )
