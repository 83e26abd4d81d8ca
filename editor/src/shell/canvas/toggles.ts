import type { FlowNode } from '@millrace/engine'
import { toast } from '../../design/index.ts'
import { i18n } from '../../i18n.ts'
import { RequestError, session } from '../../session/index.ts'

/** What runs, of the nodes that were toggled here: by address, whether on. */
const running = new Map<string, boolean>()
let following = false

/** Turns a node off or on: an edit, which what runs follows at once, also when it is undone. */
export const toggle = (flow: string, node: FlowNode): void => {
  if (!following) session.document.subscribe(follow)
  following = true
  const active = !isActive(node)
  running.set(`${flow}/${node.id}`, !active)
  session.document.edit(i18n.t(active ? 'canvas.step.turnOn' : 'canvas.step.turnOff'), [
    { op: 'node:change', flow, id: node.id, change: { config: { ...node.config, active } } }
  ])
}

const isActive = ({ config }: FlowNode): boolean => config?.active !== false

const follow = (): void => {
  for (const [address, was] of running) {
    const [flow = '', id = ''] = address.split('/')
    const node = session.document.node(flow, id)
    if (!node || isActive(node) === was) continue
    running.set(address, !was)
    session.request('press', { address, input: { active: !was } }).catch(say)
  }
}

/** A node that does not run yet is turned by the deploy that starts it. */
const say = (error: Error): void => {
  if (error instanceof RequestError && error.code === 'NODE_UNKNOWN') return
  toast({ tone: 'bad', title: error.message })
}
