import { i18n } from '../../i18n.ts'
import type { FlowDocument } from '../document.ts'
import { newId } from '../new-id.ts'
import type { Selection } from '../selection.ts'
import { selectedNodes, shownFlow } from './target.ts'

/** Puts the selected nodes into a new group, out of the groups they were in. */
export const groupSelected = (document: FlowDocument, selection: Selection): void => {
  const flow = shownFlow(document, selection)
  const members = selectedNodes(document, selection).map(({ id }) => id)
  if (!flow || members.length === 0) return
  const others = (flow.groups ?? [])
    .map(group => ({ ...group, members: group.members.filter(id => !members.includes(id)) }))
    .filter(group => group.members.length > 0)
  const id = newId(new Set(others.map(group => group.id)))
  document.edit(i18n.t('canvas.step.group', { count: members.length }), [
    { op: 'flow:change', id: flow.id, change: { groups: [...others, { id, members }] } }
  ])
}

/** Dissolves the groups that hold a selected node. */
export const ungroupSelected = (document: FlowDocument, selection: Selection): void => {
  const flow = shownFlow(document, selection)
  const kept = flow?.groups?.filter(({ members }) => !members.some(id => selection.nodes.has(id))) ?? []
  if (!flow?.groups || kept.length === flow.groups.length) return
  document.edit(i18n.t('canvas.step.ungroup'), [
    { op: 'flow:change', id: flow.id, change: { groups: kept.length > 0 ? kept : undefined } }
  ])
}
