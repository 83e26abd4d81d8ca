import { boxBetween } from '../geometry.ts'
import type { Stage } from '../stage.ts'
import type { At, Gesture } from './gesture.ts'

/** Selects what the rectangle touches; added to what was selected when `adding`. */
export const marquee = ({ scene, selection, overlay }: Stage, from: At, adding: boolean): Gesture => {
  const before = adding ? selection.nodes : new Set<string>()
  const wiresBefore = adding ? selection.wires : new Set<string>()
  return {
    move: at => {
      const box = boxBetween(from, at)
      overlay.marquee(box)
      selection.set([...before, ...scene.nodesWithin(box).map(({ id }) => id)], wiresBefore)
    },
    end: () => overlay.marquee(undefined),
    cancel: () => {
      overlay.marquee(undefined)
      selection.set(before, wiresBefore)
    }
  }
}
