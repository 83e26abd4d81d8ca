import type { Stage } from '../stage.ts'
import { begin, wireReach } from './begin.ts'
import { scrollAtEdge } from './edge.ts'
import type { At, Gesture } from './gesture.ts'

/** Follows the pointer on the canvas and runs one gesture at a time. */
export interface PointerGestures {
  /** Where the pointer was last, while it is over the canvas. */
  readonly pointer: At | undefined
  /** Gives up the gesture that runs. Says whether one did. */
  cancel(): boolean
  /** The space bar is held, or let go. Says whether it was used to pan. */
  space(held: boolean): boolean
}

/** Pixels that the pointer moves before a press is a drag. */
const threshold = 4

interface Running {
  readonly gesture: Gesture | undefined
  readonly clicked: (() => void) | undefined
  readonly scrolls: boolean
  readonly from: At
  moved: boolean
}

export const followPointer = (
  stage: Stage,
  hovered: (wire: string | undefined, at: At) => void,
  signal: AbortSignal
): PointerGestures => {
  const { element, viewport, scene, options } = stage
  let running: Running | undefined
  let pointer: At | undefined
  let held = false
  let panned = false

  const locate = ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): At => {
    const { x, y } = viewport.toFlow({ clientX, clientY })
    return { x, y, clientX, clientY }
  }
  const edge = scrollAtEdge(viewport, element, at => running?.gesture?.move(locate(at)))
  const onButton = (event: Event): boolean => event.target instanceof Element && event.target.closest('button') !== null
  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    heard: (event: HTMLElementEventMap[Name]) => void
  ): void => element.addEventListener(name, heard, { signal })

  on('pointerdown', event => {
    if (running || onButton(event)) return
    const at = locate(event)
    if (!(document.activeElement && element.contains(document.activeElement))) element.focus({ preventScroll: true })
    const { button, ctrlKey, metaKey, shiftKey, altKey } = event
    const begun = begin(stage, at, { button, ctrl: ctrlKey || metaKey, shift: shiftKey, alt: altKey, space: held })
    if (!begun.gesture) return
    panned ||= held
    // The browser would move the focus to what is pressed, or begin to scroll with the middle button.
    event.preventDefault()
    element.setPointerCapture(event.pointerId)
    hovered(undefined, at)
    running = {
      gesture: begun.gesture,
      clicked: begun.clicked?.bind(begun),
      scrolls: begun.scrolls ?? true,
      from: at,
      moved: false
    }
  })
  on('pointermove', event => {
    const at = locate(event)
    pointer = at
    if (!running) {
      const button = event.buttons !== 0 || onButton(event)
      hovered(button || scene.nodeAt(at) ? undefined : scene.wireAt(at, wireReach / viewport.view.zoom)?.id, at)
      return
    }
    const { from } = running
    running.moved ||= Math.hypot(at.clientX - from.clientX, at.clientY - from.clientY) >= threshold
    if (!running.moved) return
    running.gesture?.move(at)
    edge.follow(running.scrolls ? at : undefined)
  })
  on('pointerup', event => {
    const done = running
    running = undefined
    edge.follow(undefined)
    if (done?.moved) done.gesture?.end(locate(event))
    else if (done) {
      done.gesture?.cancel()
      done.clicked?.()
    }
  })
  on('pointercancel', () => void cancel())
  on('pointerleave', event => {
    pointer = undefined
    hovered(undefined, locate(event))
  })
  on('dblclick', event => {
    const node = onButton(event) ? undefined : scene.nodeAt(locate(event))
    if (node) options.onOpen(node.id)
  })
  on('click', event => {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    const id = button?.closest<HTMLElement>('[data-node]')?.dataset.node
    if (id !== undefined) options.onPress(id)
  })
  on('contextmenu', event => {
    event.preventDefault()
    const node = scene.nodeAt(locate(event))
    if (node && !stage.selection.nodes.has(node.id)) stage.selection.set([node.id])
    const { clientX, clientY } = event
    options.onContextMenu(node ? { clientX, clientY, node: node.id } : { clientX, clientY })
  })

  const cancel = (): boolean => {
    edge.follow(undefined)
    running?.gesture?.cancel()
    const had = running !== undefined
    running = undefined
    return had
  }
  return {
    get pointer() {
      return pointer
    },
    cancel,
    space: next => {
      const used = panned
      if (next !== held) panned = false
      held = next
      element.classList.toggle('is-pannable', next)
      return used
    }
  }
}
