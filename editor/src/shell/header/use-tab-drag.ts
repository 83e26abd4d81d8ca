import { type PointerEvent, type RefObject, useRef, useState } from 'react'

/** How far the pointer moves before a press becomes a drag. */
const threshold = 6

/** Reorders the tabs of a list by dragging: the dragged one moves to wherever the pointer is. */
export const useTabDrag = (list: RefObject<HTMLElement | null>, move: (id: string, index: number) => void) => {
  const [dragged, setDragged] = useState<string>()
  const press = useRef<{ readonly id: string; readonly x: number } | undefined>(undefined)

  const tabs = (): readonly HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('[data-flow]') ?? [])]

  const onPointerDown = (event: PointerEvent): void => {
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-flow]')?.dataset.flow
    if (event.button === 0 && id !== undefined) press.current = { id, x: event.clientX }
  }
  const onPointerMove = (event: PointerEvent): void => {
    const { current } = press
    if (!current || (dragged === undefined && Math.abs(event.clientX - current.x) < threshold)) return
    if (dragged === undefined) list.current?.setPointerCapture(event.pointerId)
    setDragged(current.id)
  }
  const onPointerUp = (event: PointerEvent): void => {
    press.current = undefined
    if (dragged === undefined) return
    setDragged(undefined)
    move(dragged, placeAt(tabs(), dragged, event.clientX))
  }
  const onPointerCancel = (): void => {
    press.current = undefined
    setDragged(undefined)
  }
  return { dragged, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel } }
}

/** The index among the others at which a tab stands whose middle would be at x. */
const placeAt = (tabs: readonly HTMLElement[], dragged: string, x: number): number =>
  tabs.filter(tab => {
    const { left, width } = tab.getBoundingClientRect()
    return tab.dataset.flow !== dragged && left + width / 2 < x
  }).length
