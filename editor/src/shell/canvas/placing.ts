import type { Canvas } from '../../canvas/canvas.ts'
import { session } from '../../session/index.ts'

let shown: Canvas | undefined
let host: HTMLElement | undefined

/** The canvas that is on the page, for commands that need one; undefined on other pages. */
export const shownCanvas = (): Canvas | undefined => shown

export const setShownCanvas = (canvas: Canvas | undefined, element?: HTMLElement): void => {
  shown = canvas
  host = element
}

/** Makes a node under the pointer and selects it; nothing when the pointer is off the canvas. */
export const dropAt = (type: string, clientX: number, clientY: number): void => {
  const { left, right, top, bottom } = host?.getBoundingClientRect() ?? new DOMRect()
  if (clientX < left || clientX > right || clientY < top || clientY > bottom) return
  const id = shown?.drop(type, clientX, clientY)
  if (id !== undefined) session.selection.set([id])
}

/** How far a node added without a place stands from the one added before. */
const step = 20

let added = 0

/** Makes a node in the middle of the canvas, each a step beside the one before. */
export const addToMiddle = (type: string): void => {
  if (!host) return
  const { left, top, width, height } = host.getBoundingClientRect()
  const offset = (added++ % 6) * step
  dropAt(type, left + width / 2 + offset, top + height / 2 + offset)
}
