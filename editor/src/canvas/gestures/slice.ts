import { unwire } from '../../document/commands/wiring.ts'
import { boxBetween, type Point } from '../geometry.ts'
import type { Stage } from '../stage.ts'
import { cuts } from '../wire-path.ts'
import type { At, Gesture } from './gesture.ts'

/** Cuts every wire that the stroke crosses. */
export const slice = ({ scene, selection, document, overlay }: Stage, from: At): Gesture => {
  const stroke: Point[] = [from]
  const cut = new Set<string>()
  const clear = (): void => overlay.slice([])
  return {
    move: at => {
      const last = stroke.at(-1) as Point
      for (const wire of scene.wiresWithin(boxBetween(last, at))) if (cuts(wire.path, last, at)) cut.add(wire.id)
      stroke.push(at)
      overlay.slice(stroke)
    },
    end: () => {
      clear()
      if (cut.size > 0 && selection.flow !== undefined) unwire(document, selection.flow, cut)
    },
    cancel: clear
  }
}
