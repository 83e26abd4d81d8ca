import type { PointerGestures } from '../gestures/pointer.ts'
import type { Stage } from '../stage.ts'
import { keyActions } from './actions.ts'
import type { Direction } from './neighbour.ts'

const arrows: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down'
}

/** Keys that mean something on the canvas alone; those of the whole editor are the shell's. */
export const followKeys = (stage: Stage, gestures: PointerGestures, signal: AbortSignal): void => {
  const { element, selection } = stage
  const actions = keyActions(stage, gestures)
  /** Where the space bar went down. */
  let spaceOn: string | undefined

  const handle = ({ key, shiftKey, repeat }: KeyboardEvent): boolean => {
    const direction = arrows[key]
    if (direction) return actions.arrow(direction, shiftKey)
    switch (key.length === 1 ? key.toLowerCase() : key) {
      case 'Tab':
        return actions.tab(shiftKey)
      case 'Enter':
        return actions.enter()
      case 'Escape':
        return actions.leave()
      case 'Delete':
      case 'Backspace':
        return actions.remove()
      case 'w':
        return actions.wire()
      case 'p':
        return actions.press()
      case ' ':
        if (!repeat) spaceOn = actions.focused()?.id
        gestures.space(true)
        return true
      default:
        return false
    }
  }

  element.addEventListener(
    'keydown',
    event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (handle(event)) event.preventDefault()
    },
    { signal }
  )
  element.addEventListener(
    'keyup',
    event => {
      if (event.key !== ' ') return
      // Unless it was held to pan, it was meant for the node.
      if (!gestures.space(false) && spaceOn !== undefined) selection.toggle(spaceOn)
      spaceOn = undefined
    },
    { signal }
  )
  element.addEventListener('focusout', () => void gestures.space(false), { signal })
}
