import { toast } from '../../design/index.ts'
import { i18n } from '../../i18n.ts'
import { RequestError, session, useSession } from '../../session/index.ts'
import { markStep } from '../welcome/steps.ts'

/** Presses the button of a node of the shown flow. A toggle turns what runs and is an edit too, so that a deploy keeps it. */
export const press = (id: string): void => {
  const { flow } = session.selection
  const node = flow === undefined ? undefined : session.document.node(flow, id)
  if (flow === undefined || !node) return
  if (useSession.getState().catalog.get(node.type)?.button === 'toggle') toggle(flow, id)
  else send(flow, id)
}

const send = (flow: string, id: string): void => {
  markStep('send')
  session.request('press', { address: `${flow}/${id}` }).catch(say)
}

const toggle = (flow: string, id: string): void => {
  const config = session.document.node(flow, id)?.config
  const active = config?.active === false
  session.document.edit(i18n.t(active ? 'canvas.step.turnOn' : 'canvas.step.turnOff'), [
    { op: 'node:change', flow, id, change: { config: { ...config, active } } }
  ])
  session.request('press', { address: `${flow}/${id}`, input: { active } }).catch((error: Error) => {
    if (!isNew(error)) say(error)
  })
}

/** A node that does not run yet is turned by the deploy that starts it. */
const isNew = (error: Error): boolean => error instanceof RequestError && error.code === 'NODE_UNKNOWN'

const say = (error: Error): void => {
  toast({ tone: 'bad', title: error.message })
}
