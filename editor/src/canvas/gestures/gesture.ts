import type { Point } from '../geometry.ts'

/** Where the pointer is: in the flow and on the screen. */
export interface At extends Point {
  readonly clientX: number
  readonly clientY: number
}

/** What goes on from pressing a button of the pointer to letting it go. */
export interface Gesture {
  move(at: At): void
  end(at: At): void
  /** Takes back what was shown; nothing has happened. */
  cancel(): void
}
