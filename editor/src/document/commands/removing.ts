import type { Flow, Group } from '@millrace/engine'
import { i18n } from '../../i18n.ts'
import type { FlowDocument, Operation } from '../document.ts'
import type { Selection } from '../selection.ts'
import { shownFlow } from './target.ts'
import { unwiring } from './wiring.ts'

/** Removes the selected nodes, the wires that touch them, and the selected wires. */
export const deleteSelected = (document: FlowDocument, selection: Selection): void => {
  const flow = shownFlow(document, selection)
  if (!flow) return
  const { nodes, wires } = selection
  const gone = flow.nodes.filter(({ id }) => nodes.has(id))
  const operations: Operation[] = [
    ...unwiring(flow, ({ key, source, target }) => !wires.has(key) && (nodes.has(source) || !nodes.has(target))),
    ...gone.map(({ id }): Operation => ({ op: 'node:remove', flow: flow.id, id })).reverse(),
    ...ungrouping(flow, nodes)
  ]
  const title = gone.length > 0 ? i18n.t('canvas.step.delete', { count: gone.length }) : undefined
  document.edit(title ?? i18n.t('canvas.step.unwire', { count: wires.size }), operations)
  selection.clear()
}

/** Takes nodes out of their groups; a group that loses its last member goes too. */
export const ungrouping = (flow: Flow, nodes: ReadonlySet<string>): readonly Operation[] => {
  const { groups } = flow
  if (!groups?.some(({ members }) => members.some(id => nodes.has(id)))) return []
  const kept = groups.flatMap((group): readonly Group[] => {
    const members = group.members.filter(id => !nodes.has(id))
    return members.length > 0 ? [{ ...group, members }] : []
  })
  return [{ op: 'flow:change', id: flow.id, change: { groups: kept.length > 0 ? kept : undefined } }]
}
