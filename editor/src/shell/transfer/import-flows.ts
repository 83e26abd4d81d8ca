import { toast } from '../../design/index.ts'
import { paste } from '../../document/clipboard.ts'
import { i18n } from '../../i18n.ts'
import { session } from '../../session/index.ts'
import { showPage } from '../navigation.ts'
import { beside, readFlows } from './flow-file.ts'

const { document, selection } = session

/** Adds what the text holds as one step; answers why not when it holds nothing that can be added. */
export const importText = (text: string): string | undefined => {
  const brought = readFlows(text)
  if (brought.kind === 'node-red') return i18n.t('import.nodeRed')
  if (brought.kind === 'nothing') return i18n.t(brought.reason === 'not-json' ? 'import.notJson' : 'import.noFlow')
  showPage('flows')
  if (brought.kind === 'nodes') {
    paste(document, selection, text)
    toast({ title: i18n.t('import.nodes', { count: brought.nodes }), action: undoing })
    return undefined
  }
  const flows = beside(brought.flows, document.flows)
  document.edit(
    i18n.t('import.step', { count: flows.length }),
    flows.map((flow, index) => ({ op: 'flow:add' as const, flow, index: document.flows.length + index }))
  )
  selection.show(flows[0]?.id)
  toast({ title: i18n.t('import.flows', { count: flows.length }), action: undoing })
  return undefined
}

const undoing = { label: i18n.t('common.undo'), onAction: () => void document.undo() }
