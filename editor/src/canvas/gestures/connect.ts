import { wire } from '../../document/commands/wiring.ts'
import type { Point } from '../geometry.ts'
import { type DrawnNode, inputPoint, outputPoint, type PortHit } from '../scene.ts'
import type { Stage } from '../stage.ts'
import { wirePath } from '../wire-path.ts'
import type { At, Gesture } from './gesture.ts'

/** Draws a wire from a port to a port of the other side; let go on the empty canvas, a node is chosen for its end. */
export const connect = (stage: Stage, start: PortHit): Gesture => {
  const { scene, overlay, selection, document, element, options } = stage
  const side = start.side === 'out' ? 'in' : 'out'
  element.classList.add('is-wiring')

  const clear = (): void => {
    overlay.preview(undefined)
    overlay.port(undefined)
    element.classList.remove('is-wiring')
  }
  const found = (at: At): PortHit | undefined => {
    const near = scene.portAt(at, side)
    if (near) return near.node === start.node ? undefined : near
    const node = scene.nodeAt(at)
    if (!node || node.id === start.node) return undefined
    if (side === 'in') return node.look.input ? { node: node.id, side, port: 0 } : undefined
    return node.look.outputs === 1 ? { node: node.id, side, port: 0 } : undefined
  }
  const pointOf = ({ node, side, port }: PortHit): Point | undefined => {
    const drawn: DrawnNode | undefined = scene.nodes.get(node)
    return drawn && (side === 'in' ? inputPoint(drawn) : outputPoint(drawn, port))
  }

  return {
    move: at => {
      const target = found(at)
      const end = (target && pointOf(target)) ?? at
      const begin = pointOf(start)
      overlay.port(target && end)
      if (begin) overlay.preview(side === 'in' ? wirePath(begin, end) : wirePath(end, begin))
    },
    end: at => {
      clear()
      const target = found(at)
      const { flow } = selection
      if (flow === undefined) return
      if (target) {
        const [from, to] = side === 'in' ? [start, target] : [target, start]
        wire(document, flow, from, to.node)
      } else if (side === 'in' && !scene.nodeAt(at)) {
        options.onQuickAdd({ ...pick(at), from: { node: start.node, port: start.port } })
      }
    },
    cancel: clear
  }
}

const pick = ({ x, y, clientX, clientY }: At): At => ({ x, y, clientX, clientY })
