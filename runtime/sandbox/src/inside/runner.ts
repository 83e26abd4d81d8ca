import type { Effects, Run } from './effects.ts'
import type { NodeClass } from './node.ts'
import type { Timers, Turn } from './timers.ts'

/** What the hub may want of a function. The answer is how many messages of the run are finished, a colon, and effects. */
export type Enter = (
  command: 'messages' | 'fire' | 'setup' | 'close' | 'interrupted' | 'take',
  text: string,
  number: number,
  skip: number,
  deadline: number
) => string

export interface UserCode {
  readonly code: (message: unknown, node: object) => unknown
  readonly setup: ((node: object) => unknown) | undefined
  readonly close: ((node: object) => unknown) | undefined
}

/** Runs one function: messages, timers, setup and close code. Its text runs inside isolates. */
export const runner = (
  fn: number,
  user: UserCode,
  manual: boolean,
  effects: Effects,
  timers: Timers,
  turn: Turn,
  release: (run: Run) => void,
  Node: NodeClass,
  closing: ReadonlySet<() => unknown>,
  decode: (text: string) => unknown
): Enter => {
  const { parse, stringify } = JSON
  const { now } = Date
  let finished = 0
  let starting = false
  let fresh: Run | undefined

  const receive = (number: number, message: Record<string, unknown>) => {
    const run: Run = { number, id: message._msgid, holds: 0, returned: false, ended: false, intervals: 0, late: false }
    turn.run = fresh = run
    const returned = (result: unknown) => {
      effects.send(run, result)
      run.returned = !manual
      if (run.returned && run.holds === 0) effects.end(run)
    }
    const failed = (error: unknown) => {
      effects.fail(run, error)
      effects.end(run)
    }
    try {
      const result = user.code(message, new Node(run))
      if (!(result instanceof Promise)) returned(result)
      else {
        run.holds++
        const settled = (value: unknown) => {
          try {
            returned(value)
          } catch (error) {
            failed(error)
          }
          release(run)
        }
        result.then(settled, failed)
      }
    } catch (error) {
      failed(error)
    }
    if (!run.ended) effects.open.add(run)
  }

  const setup = () => {
    starting = true
    const broken = (error: unknown) => {
      starting = false
      const [text, stack] = effects.describe(error)
      effects.add(`"broken",${fn},"CODE_FAILED",${stringify(`${text}`)},${stringify(`${stack}`)}`)
    }
    const ready = () => {
      starting = false
      effects.add(`"ready",${fn}`)
    }
    try {
      const result = user.setup?.(new Node(undefined))
      if (result instanceof Promise) result.then(ready, broken)
      else ready()
    } catch (error) {
      broken(error)
    }
  }

  const close = () => {
    const closed = () => effects.add(`"closed",${fn}`)
    const failed = (error: unknown) => effects.log('error', error, true)
    const run = async () => {
      for (const listener of closing) await listener()
      await user.close?.(new Node(undefined))
    }
    run().catch(failed).then(closed)
  }

  /** Fails the one whose turn it is, or everyone who still waits; what was begun since the last mark is undone when code was stopped. */
  const interrupted = (problem: string, everyone: boolean, stopped: boolean) => {
    if (stopped) effects.rewind()
    const [code, text, stack] = parse(problem) as [string, string, string]
    if (starting) {
      starting = false
      return effects.add(`"broken",${fn},${stringify(code)},${stringify(text)},${stringify(stack)}`)
    }
    const { run } = turn
    const culprits = everyone ? [...effects.open] : run && (!run.ended || run === fresh) ? [run] : []
    for (const culprit of culprits) {
      effects.failWith(culprit, code, [text, stack])
      effects.end(culprit)
    }
    if (culprits.length === 0) effects.log('error', text, true)
  }

  return (command, text, number, skip, deadline) => {
    switch (command) {
      case 'messages': {
        const bodies = parse(text) as (Record<string, unknown> | string)[]
        for (finished = skip; finished < bodies.length; ) {
          const body = bodies[finished] as Record<string, unknown> | string
          effects.mark()
          receive(number + finished, typeof body === 'string' ? (decode(body) as Record<string, unknown>) : body)
          finished++
          if (now() > deadline) break
        }
        break
      }
      case 'interrupted':
        interrupted(text, number === 1, skip === 1)
        break
      case 'take':
        effects.settle()
        break
      default:
        turn.run = fresh = undefined
        finished = 1
        if (command === 'fire') timers.fire(number)
        else if (command === 'setup') setup()
        else close()
    }
    return `${finished}:${effects.take()}`
  }
}
