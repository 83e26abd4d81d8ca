import type { Effects, Run } from './effects.ts'

interface Timer {
  readonly callback: (...args: unknown[]) => unknown
  readonly args: readonly unknown[]
  readonly repeat: boolean
  readonly run: Run | undefined
}

/** Whose turn it is, so that what code starts is counted for the message that it works for. */
export interface Turn {
  run: Run | undefined
}

/** setTimeout and its kin. The clock is outside; a message is not done before its timeouts have run. Its text runs inside isolates. */
export const timers = (fn: number, turn: Turn, effects: Effects, release: (run: Run) => void) => {
  const LIMIT = 10_000
  const LONGEST = 2 ** 31 - 1
  const running = new Map<number, Timer>()
  let last = 0

  const set =
    (repeat: boolean) =>
    (callback: unknown, delay?: unknown, ...args: unknown[]): number => {
      if (typeof callback !== 'function') throw new TypeError('The callback of a timer must be a function')
      if (running.size >= LIMIT) throw new RangeError(`A function may have ${LIMIT} timers at a time`)
      const { run } = turn
      const id = ++last
      running.set(id, { callback: callback as Timer['callback'], args, repeat, run })
      if (run && repeat) run.intervals++
      else if (run) run.holds++
      const wait = Math.min(Math.max(Math.trunc(Number(delay)) || 1, 1), LONGEST)
      effects.add(`"timer",${fn},${id},${wait},${repeat},${run ? effects.numberOf(run) : -1}`)
      return id
    }

  const clear = (id: unknown): void => {
    const timer = running.get(id as number)
    if (!timer) return
    running.delete(id as number)
    effects.add(`"clear",${fn},${id}`)
    if (timer.run && timer.repeat) timer.run.intervals--
    else if (timer.run) release(timer.run)
  }

  const crashed = (run: Run | undefined, error: unknown) => {
    if (!run || run.ended) return effects.log('error', error, true)
    effects.fail(run, error)
    effects.end(run)
  }

  return {
    globals: {
      setTimeout: set(false),
      setInterval: set(true),
      clearTimeout: clear,
      clearInterval: clear
    },
    fire(id: number) {
      const timer = running.get(id)
      if (!timer) return
      const { run, repeat } = timer
      if (!repeat) running.delete(id)
      turn.run = run
      const over = () => {
        if (run && !repeat) release(run)
      }
      const failed = (error: unknown) => {
        crashed(run, error)
        over()
      }
      try {
        const result = timer.callback(...timer.args)
        if (result instanceof Promise) result.then(over, failed)
        else over()
      } catch (error) {
        failed(error)
      }
    }
  }
}

export type Timers = ReturnType<typeof timers>
