import type { Flow, FlowNode } from '@millrace/engine'
import type { FlowDocument, Operation } from '../document.ts'
import type { Selection } from '../selection.ts'

/** The flow that is shown. */
export const shownFlow = (document: FlowDocument, selection: Selection): Flow | undefined =>
  selection.flow === undefined ? undefined : document.flow(selection.flow)

/** The selected nodes that still exist, in the order of their flow. */
export const selectedNodes = (document: FlowDocument, selection: Selection): readonly FlowNode[] =>
  shownFlow(document, selection)?.nodes.filter(({ id }) => selection.nodes.has(id)) ?? []

export const changeNode = (
  flow: string,
  id: string,
  change: Extract<Operation, { op: 'node:change' }>['change']
): Operation => ({ op: 'node:change', flow, id, change })
