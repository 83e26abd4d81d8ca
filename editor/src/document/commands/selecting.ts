import type { FlowDocument } from '../document.ts'
import type { Selection } from '../selection.ts'
import { wiresOf } from '../wires.ts'
import { shownFlow } from './target.ts'

export const selectAll = (document: FlowDocument, selection: Selection): void =>
  selection.set(shownFlow(document, selection)?.nodes.map(({ id }) => id) ?? [])

/** Selects everything that is wired to the selected nodes, near or far. */
export const selectConnected = (document: FlowDocument, selection: Selection): void => {
  const flow = shownFlow(document, selection)
  if (!flow) return
  const neighbours = new Map<string, string[]>()
  const join = (a: string, b: string): void => void neighbours.set(a, [...(neighbours.get(a) ?? []), b])
  for (const { source, target } of wiresOf(flow)) {
    join(source, target)
    join(target, source)
  }
  const reached = new Set(selection.nodes)
  for (const id of reached) for (const next of neighbours.get(id) ?? []) reached.add(next)
  selection.set(reached)
}
