import { i18n } from '../../i18n.ts'
import type { FlowDocument } from '../document.ts'
import type { Selection } from '../selection.ts'
import { changeNode, selectedNodes } from './target.ts'

/** Disables the selected nodes; enables them when all are disabled. */
export const toggleEnabled = (document: FlowDocument, selection: Selection): void => {
  const nodes = selectedNodes(document, selection)
  const { flow } = selection
  if (flow === undefined || nodes.length === 0) return
  const enable = nodes.every(({ enabled }) => enabled === false)
  document.edit(
    i18n.t(enable ? 'canvas.step.enable' : 'canvas.step.disable', { count: nodes.length }),
    nodes
      .filter(({ enabled }) => (enabled === false) === enable)
      .map(({ id }) => changeNode(flow, id, { enabled: enable ? undefined : false }))
  )
}
