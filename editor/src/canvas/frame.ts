/** Draws once in the next frame, however often it is asked. */
export interface Frame {
  request(): void
  /** Draws at once, for who needs the elements now. */
  now(): void
  destroy(): void
}

export const createFrame = (draw: () => void): Frame => {
  let waiting: number | undefined
  let gone = false
  const run = (): void => {
    if (waiting !== undefined) cancelAnimationFrame(waiting)
    waiting = undefined
    draw()
  }
  return {
    request: () => {
      if (!gone) waiting ??= requestAnimationFrame(run)
    },
    now: run,
    destroy: () => {
      gone = true
      if (waiting !== undefined) cancelAnimationFrame(waiting)
      waiting = undefined
    }
  }
}
