import type { FlowNode } from '@millrace/engine'
import { moving, snapped } from '../../document/commands/arranging.ts'
import { splicing } from '../../document/commands/wiring.ts'
import { i18n } from '../../i18n.ts'
import type { DrawnNode } from '../scene.ts'
import type { Stage } from '../stage.ts'
import type { At, Gesture } from './gesture.ts'
import { wireBelow } from './splice.ts'

/** Moves the selected nodes so that the one that was gripped stays on the grid: one step of the history. */
export const moveNodes = (stage: Stage, from: At, gripped: DrawnNode): Gesture => {
  const { scene, selection, document, overlay, draw } = stage
  let [dx, dy] = [0, 0]
  const nodes = (): readonly FlowNode[] => [...selection.nodes].flatMap(id => scene.nodes.get(id)?.source ?? [])

  const stand = (): void => {
    for (const { id, at } of nodes()) scene.place(id, at[0] + dx, at[1] + dy)
    overlay.hover(target()?.id)
    draw()
  }
  const target = () => {
    const [only, ...others] = nodes()
    const node = only && others.length === 0 ? scene.nodes.get(only.id) : undefined
    return node && wireBelow(scene, node)
  }

  return {
    move: at => {
      const [x, y] = gripped.source.at
      dx = snapped(x + at.x - from.x) - x
      dy = snapped(y + at.y - from.y) - y
      stand()
    },
    end: () => {
      overlay.hover(undefined)
      const flow = stage.flow()
      if (!flow || (dx === 0 && dy === 0)) return
      const moved = nodes()
      const into = target()
      const [only] = moved
      document.edit(into ? i18n.t('canvas.step.splice') : i18n.t('canvas.step.move', { count: moved.length }), [
        ...moving(flow.id, moved, ({ at }) => [at[0] + dx, at[1] + dy]),
        ...(into && only ? splicing(flow, only, { ...into, key: into.id }) : [])
      ])
    },
    cancel: () => {
      dx = 0
      dy = 0
      stand()
      overlay.hover(undefined)
    }
  }
}
