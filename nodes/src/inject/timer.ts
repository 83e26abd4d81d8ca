import type { Schedule } from './schedule.ts'

/** A timer cannot wait longer than 24 days, and a wall clock may be set meanwhile. */
const LONGEST = 60_000

/** Calls `due` whenever the schedule says so, until it is stopped. */
export const runOn = (schedule: Schedule, due: (at: number) => void): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const arm = () => {
    const next = schedule.next()
    if (!next) return
    const look = () => {
      const left = next.wait()
      if (left > 0) {
        timer = setTimeout(look, Math.min(left, LONGEST))
        return
      }
      due(next.at)
      arm()
    }
    look()
  }
  arm()
  return () => clearTimeout(timer)
}
