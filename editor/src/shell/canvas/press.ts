import { toast } from '../../design/index.ts'
import { session, useSession } from '../../session/index.ts'
import { markStep } from '../welcome/steps.ts'
import { toggle } from './toggles.ts'

/** Presses the button of a node of the shown flow. */
export const press = (id: string): void => {
  const { flow } = session.selection
  const node = flow === undefined ? undefined : session.document.node(flow, id)
  if (flow === undefined || !node) return
  if (useSession.getState().catalog.get(node.type)?.button === 'toggle') toggle(flow, node)
  else send(flow, id)
}

const send = (flow: string, id: string): void => {
  markStep('send')
  session.request('press', { address: `${flow}/${id}` }).catch((error: Error) => {
    toast({ tone: 'bad', title: error.message })
  })
}
