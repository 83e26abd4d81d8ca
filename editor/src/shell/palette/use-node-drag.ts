import type { DefinitionView } from '@millrace/sdk'
import { type PointerEvent as PressEvent, useEffect, useRef, useState } from 'react'
import { addToMiddle, dropAt } from '../canvas/placing.ts'

/** How far the pointer moves before a press becomes a drag. */
const threshold = 4

export interface DraggedNode {
  readonly definition: DefinitionView
  readonly x: number
  readonly y: number
}

/** Drags a node from a list to the canvas; a press that does not move adds it to the middle, Escape lets it go. */
export const useNodeDrag = () => {
  const [dragged, setDragged] = useState<DraggedNode>()
  const stop = useRef<(() => void) | undefined>(undefined)
  useEffect(() => () => stop.current?.(), [])

  const onPress = (definition: DefinitionView, press: PressEvent): void => {
    if (press.button !== 0) return
    let moving = false
    const listening = new AbortController()
    const end = (): void => {
      listening.abort()
      setDragged(undefined)
    }
    stop.current = end
    const listen = <K extends keyof WindowEventMap>(name: K, heard: (event: WindowEventMap[K]) => void): void =>
      window.addEventListener(name, heard, { signal: listening.signal, capture: true })
    listen('pointermove', ({ clientX: x, clientY: y }) => {
      moving ||= Math.hypot(x - press.clientX, y - press.clientY) > threshold
      if (moving) setDragged({ definition, x, y })
    })
    listen('pointerup', ({ clientX, clientY }) => {
      end()
      if (moving) dropAt(definition.type, clientX, clientY)
      else addToMiddle(definition.type)
    })
    listen('pointercancel', end)
    listen('keydown', event => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      end()
    })
  }
  return { dragged, onPress }
}
