import { Cron } from 'croner'

/** When a timer is due next. */
export interface Schedule {
  /** `at` names the occasion, in milliseconds since the epoch; undefined when there is none any more. */
  next(): { readonly at: number; wait(): number } | undefined
}

/** Every so many milliseconds from now on, without drift, whatever happens to the wall clock. What is missed is left out. */
export const interval = (every: number): Schedule => {
  const began = { wall: Date.now(), clock: performance.now() }
  let turn = 0
  return {
    next() {
      turn = Math.max(turn + 1, Math.ceil((performance.now() - began.clock) / every))
      const due = turn * every
      return { at: Math.round(began.wall + due), wait: () => began.clock + due - performance.now() }
    }
  }
}

/** By a cron expression, in the time zone of a place or, when that is empty, of this machine. */
export const cron = (expression: string, timeZone: string): Schedule => {
  const times = new Cron(expression, { paused: true, ...(timeZone !== '' && { timezone: timeZone }) })
  let last = 0
  return {
    next() {
      const at = times.nextRun(new Date(Math.max(last, Date.now())))?.getTime()
      if (at === undefined) return undefined
      last = at
      return { at, wait: () => at - Date.now() }
    }
  }
}

/** What is wrong with a cron expression, or undefined. */
export const cronProblem = (expression: string): string | undefined => {
  try {
    return new Cron(expression, { paused: true }).nextRun() ? undefined : 'is never due'
  } catch (error) {
    return `is not a cron expression: ${(error as Error).message.replace(/^CronPattern: /, '')}`
  }
}

export const timeZoneProblem = (timeZone: string): string | undefined => {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return undefined
  } catch {
    return 'is not a time zone: write it as in Europe/Berlin'
  }
}
