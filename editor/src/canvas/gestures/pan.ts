import type { Stage } from '../stage.ts'
import type { At, Gesture } from './gesture.ts'

/** Moves the view with the pointer. */
export const pan = ({ viewport, element }: Stage, from: At): Gesture => {
  let last = from
  element.classList.add('is-panning')
  const done = (): void => element.classList.remove('is-panning')
  return {
    move: at => {
      viewport.panBy(at.clientX - last.clientX, at.clientY - last.clientY)
      last = at
    },
    end: done,
    cancel: done
  }
}
