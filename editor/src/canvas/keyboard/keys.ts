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

/** A press of the space bar shorter than this selects the focused node; a longer one was meant to pan. */
const short = 300

/** Keys that mean something on the canvas alone; those of the whole editor are the shell's. */
export const followKeys = (stage: Stage, gestures: PointerGestures, signal: AbortSignal): void => {
  const { element, selection } = stage
  const actions = keyActions(stage, gestures)
  let spaceSince: number | undefined

  const handle = ({ key, shiftKey, repeat, timeStamp }: KeyboardEvent): boolean => {
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
        if (!repeat) spaceSince = timeStamp
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
      gestures.space(false)
      const node = actions.focused()
      if (node && spaceSince !== undefined && event.timeStamp - spaceSince < short) selection.toggle(node.id)
      spaceSince = undefined
    },
    { signal }
  )
  element.addEventListener('focusout', () => gestures.space(false), { signal })
}
