import type { NodeContext, StatusLevel } from '@millrace/sdk'

/** Milliseconds between two changes of what stands under the node. */
const PAUSE = 500

/** What stands under a node that changes with every message: shown at once, then twice a second at most, the last always. */
export const showDepth = ({ status, defer }: Pick<NodeContext<unknown>, 'status' | 'defer'>) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let shown = ''
  let text = ''
  let level: StatusLevel = 'paced'
  const tell = () => {
    timer = undefined
    if (shown === text + level) return
    shown = text + level
    status(text, level)
    timer = setTimeout(tell, PAUSE)
  }
  defer(() => clearTimeout(timer))
  return (depth: number | string, as: StatusLevel = 'paced') => {
    text = String(depth)
    level = as
    if (timer === undefined) tell()
  }
}
