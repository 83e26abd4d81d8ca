import type { FlowNode } from '@millrace/engine'
import { i18n } from '../../i18n.ts'
import type { FlowDocument, Operation } from '../document.ts'
import type { Selection } from '../selection.ts'
import { changeNode, selectedNodes } from './target.ts'

/** The pitch of the canvas: nodes stand on it. */
export const grid = 20

export const snapped = (value: number): number => Math.round(value / grid) * grid

/** What moves nodes to where they are told to be; those that are there already are left out. */
export const moving = (
  flow: string,
  nodes: readonly FlowNode[],
  to: (node: FlowNode) => readonly [number, number]
): readonly Operation[] =>
  nodes.flatMap(node => {
    const at = to(node)
    return at[0] === node.at[0] && at[1] === node.at[1] ? [] : [changeNode(flow, node.id, { at })]
  })

type Place = (node: FlowNode) => readonly [number, number]

const rearrange = (
  document: FlowDocument,
  selection: Selection,
  step: 'canvas.step.move' | 'canvas.step.align' | 'canvas.step.distribute',
  plan: (nodes: readonly FlowNode[]) => Place
): void => {
  const nodes = selectedNodes(document, selection)
  if (selection.flow === undefined || nodes.length === 0) return
  document.edit(i18n.t(step, { count: nodes.length }), moving(selection.flow, nodes, plan(nodes)))
}

/** Moves the selected nodes by steps of the grid. */
export const nudge = (document: FlowDocument, selection: Selection, dx: number, dy: number): void =>
  rearrange(document, selection, 'canvas.step.move', () => ({ at: [x, y] }) => [x + dx * grid, y + dy * grid])

export type Edge = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom'

/** Tells how large a node is drawn: the canvas knows, the document does not. */
export type SizeOf = (node: string) => { readonly width: number; readonly height: number }

/** Brings one edge, or the middle line, of the selected nodes into one line. A node's `at` is its left edge and its middle line. */
export const align = (document: FlowDocument, selection: Selection, edge: Edge, sizeOf: SizeOf): void =>
  rearrange(document, selection, 'canvas.step.align', nodes => {
    const left = Math.min(...nodes.map(({ at }) => at[0]))
    const right = Math.max(...nodes.map(({ id, at }) => at[0] + sizeOf(id).width))
    const top = Math.min(...nodes.map(({ id, at }) => at[1] - sizeOf(id).height / 2))
    const bottom = Math.max(...nodes.map(({ id, at }) => at[1] + sizeOf(id).height / 2))
    const places: Readonly<Record<Edge, Place>> = {
      left: ({ at }) => [left, at[1]],
      center: ({ id, at }) => [(left + right - sizeOf(id).width) / 2, at[1]],
      right: ({ id, at }) => [right - sizeOf(id).width, at[1]],
      top: ({ id, at }) => [at[0], top + sizeOf(id).height / 2],
      middle: ({ at }) => [at[0], snapped((top + bottom) / 2)],
      bottom: ({ id, at }) => [at[0], bottom - sizeOf(id).height / 2]
    }
    return places[edge]
  })

/** Spreads the selected nodes so that the distances between their left edges, or middle lines, are equal. */
export const distribute = (document: FlowDocument, selection: Selection, along: 'x' | 'y'): void =>
  rearrange(document, selection, 'canvas.step.distribute', nodes => {
    const axis = along === 'x' ? 0 : 1
    const sorted = nodes.toSorted((a, b) => a.at[axis] - b.at[axis])
    const [first, last] = [sorted[0]?.at[axis] ?? 0, sorted.at(-1)?.at[axis] ?? 0]
    const step = (last - first) / Math.max(1, sorted.length - 1)
    const places = new Map(sorted.map(({ id }, i) => [id, snapped(first + step * i)]))
    return ({ id, at: [x, y] }) => (along === 'x' ? [places.get(id) ?? x, y] : [x, places.get(id) ?? y])
  })
