import type { Flow } from '@millrace/engine'
import { i18n } from '../../i18n.ts'
import type { FlowDocument, Operation } from '../document.ts'
import { keepWires, type Wire, withWire } from '../wires.ts'
import { changeNode } from './target.ts'

/** Draws a wire. Drawing one that is there does nothing. */
export const wire = (
  document: FlowDocument,
  flow: string,
  from: { readonly node: string; readonly port: number },
  to: string
): void => {
  const node = document.node(flow, from.node)
  if (!node || !document.node(flow, to)) return
  const wires = withWire(node.wires, from.port, to)
  if (wires !== node.wires) document.edit(i18n.t('canvas.step.wire'), [changeNode(flow, node.id, { wires })])
}

/** Removes wires by their keys. */
export const unwire = (document: FlowDocument, flow: string, keys: ReadonlySet<string>): void => {
  const owner = document.flow(flow)
  if (owner)
    document.edit(
      i18n.t('canvas.step.unwire', { count: keys.size }),
      unwiring(owner, ({ key }) => !keys.has(key))
    )
}

/** What removes every wire of a flow that is not kept. */
export const unwiring = (flow: Flow, keep: (wire: Wire) => boolean): readonly Operation[] =>
  flow.nodes.flatMap(node => {
    const wires = keepWires(node, keep)
    return wires === node.wires ? [] : [changeNode(flow.id, node.id, { wires })]
  })

/** What puts a node into a wire: the source leads to it, and its first output to the target. */
export const splicing = (
  flow: Flow,
  node: { readonly id: string; readonly wires: Flow['nodes'][number]['wires'] },
  into: Wire
): readonly Operation[] => {
  const source = flow.nodes.find(({ id }) => id === into.source)
  if (!source) return []
  const rerouted = withWire(
    keepWires(source, ({ key }) => key !== into.key),
    into.port,
    node.id
  )
  return [
    changeNode(flow.id, source.id, { wires: rerouted }),
    changeNode(flow.id, node.id, { wires: withWire(node.wires, 0, into.target) })
  ]
}
