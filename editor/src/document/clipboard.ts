import type { Flow, FlowNode } from '@millrace/engine'
import { i18n } from '../i18n.ts'
import { grid, snapped } from './commands/arranging.ts'
import { deleteSelected } from './commands/removing.ts'
import { selectedNodes, shownFlow } from './commands/target.ts'
import type { FlowDocument } from './document.ts'
import { newId } from './new-id.ts'
import { nodesById } from './node-index.ts'
import type { Selection } from './selection.ts'

/** The selected nodes as text, for the clipboard or a file: a piece of a flow, with the wires among them. Undefined when nothing is selected. */
export const copySelected = (document: FlowDocument, selection: Selection): string | undefined => {
  const nodes = selectedNodes(document, selection)
  if (nodes.length === 0) return undefined
  const inside = new Set(nodes.map(({ id }) => id))
  const groups = shownFlow(document, selection)?.groups?.filter(({ members }) => members.every(id => inside.has(id)))
  const piece = { format: 1, nodes: nodes.map(node => rewired(node, id => (inside.has(id) ? id : undefined))) }
  return JSON.stringify(groups?.length ? { ...piece, groups } : piece)
}

export const cutSelected = (document: FlowDocument, selection: Selection): string | undefined => {
  const text = copySelected(document, selection)
  if (text !== undefined) deleteSelected(document, selection)
  return text
}

/** What text from a clipboard holds: nodes, a flow, or neither. */
export const readPiece = (text: string): Pick<Flow, 'nodes' | 'groups'> | undefined => {
  const value = parsed(text)
  const piece = Array.isArray(value) ? { nodes: value } : value
  const { nodes, groups } = (piece ?? {}) as Partial<Flow>
  if (!Array.isArray(nodes) || nodes.length === 0 || !nodes.every(isNode)) return undefined
  return Array.isArray(groups) ? { nodes, groups } : { nodes }
}

/**
 * Adds what the text holds to the flow that is shown, under new ids, and selects it: at a place, or a step beside where
 * it was copied. Says whether the text held any nodes.
 */
export const paste = (
  document: FlowDocument,
  selection: Selection,
  text: string,
  at?: { readonly x: number; readonly y: number }
): boolean => {
  const piece = readPiece(text)
  if (piece) add(document, selection, piece, 'canvas.step.paste', at)
  return piece !== undefined
}

/** Copies the selected nodes a step beside themselves and selects the copies. */
export const duplicateSelected = (document: FlowDocument, selection: Selection): void => {
  const piece = readPiece(copySelected(document, selection) ?? '')
  if (piece) add(document, selection, piece, 'canvas.step.duplicate')
}

const add = (
  document: FlowDocument,
  selection: Selection,
  { nodes, groups = [] }: Pick<Flow, 'nodes' | 'groups'>,
  step: 'canvas.step.paste' | 'canvas.step.duplicate',
  at?: { readonly x: number; readonly y: number }
): void => {
  const flow = shownFlow(document, selection)
  if (!flow) return
  const taken = new Set([...nodesById(flow).keys(), ...(flow.groups ?? []).map(({ id }) => id)])
  const fresh = (): string => {
    const id = newId(taken)
    taken.add(id)
    return id
  }
  const ids = new Map(nodes.map(({ id }) => [id, fresh()]))
  const [dx, dy] = at ? offsetTo(nodes, at) : freeOffset(flow, nodes)
  const added = nodes.map(node => ({
    ...rewired(node, id => ids.get(id)),
    id: ids.get(node.id) as string,
    at: [node.at[0] + dx, node.at[1] + dy] as const
  }))
  const grouped = groups.map(group => ({
    ...group,
    id: fresh(),
    members: group.members.flatMap(id => ids.get(id) ?? [])
  }))
  document.edit(i18n.t(step, { count: added.length }), [
    ...added.map(node => ({ op: 'node:add' as const, flow: flow.id, node })),
    ...(grouped.length > 0
      ? [{ op: 'flow:change' as const, id: flow.id, change: { groups: [...(flow.groups ?? []), ...grouped] } }]
      : [])
  ])
  selection.set(ids.values())
}

/** A node with its wires led elsewhere; a wire that leads nowhere is dropped. */
const rewired = (node: FlowNode, to: (target: string) => string | undefined): FlowNode => ({
  ...node,
  wires: node.wires.map(targets => targets.flatMap(target => to(target) ?? []))
})

const offsetTo = (
  nodes: readonly FlowNode[],
  { x, y }: { readonly x: number; readonly y: number }
): [number, number] => [
  snapped(x - Math.min(...nodes.map(({ at }) => at[0]))),
  snapped(y - Math.min(...nodes.map(({ at }) => at[1])))
]

/** The least step down to the right at which no node lies exactly on another. */
const freeOffset = (flow: Flow, nodes: readonly FlowNode[]): [number, number] => {
  const taken = new Set(flow.nodes.map(({ at }) => at.join()))
  for (let offset = grid; ; offset += grid)
    if (nodes.every(({ at: [x, y] }) => !taken.has([x + offset, y + offset].join()))) return [offset, offset]
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isNode = (value: unknown): value is FlowNode => {
  const { id, type, at, wires } = (value ?? {}) as Partial<FlowNode>
  return (
    typeof id === 'string' &&
    typeof type === 'string' &&
    Array.isArray(at) &&
    at.length === 2 &&
    at.every(Number.isFinite) &&
    Array.isArray(wires) &&
    wires.every(targets => Array.isArray(targets) && targets.every(target => typeof target === 'string'))
  )
}
