import type { LogLevel } from '../boundary.ts'
import type { Codec } from './codec.ts'
import type { Parcel } from './parcels.ts'

/** One message while code is busy with it. */
export interface Run {
  readonly number: number
  id: unknown
  /** Promises and timers that it waits for. */
  holds: number
  /** The code has returned, or its promise has settled. */
  returned: boolean
  /** Something was sent for it, or it has failed. */
  touched: boolean
  ended: boolean
  /** Timers that repeat: they may send for it after it has ended. */
  intervals: number
  /** It ended in an earlier crossing: nobody waits for what it sends. */
  late: boolean
  /** What its code returned goes to another function without crossing. */
  handed: boolean
  /** It may be handed on. */
  readonly passing: boolean
  /** The way that it came from `root` without crossing, if it did; told only when it is more than a stop on the way. */
  readonly way: number
  readonly root: number
  readonly parcel: Parcel | undefined
  told: boolean
}

/** Collects what a function brings about, as text. Its text runs inside isolates. */
export const effects = (fn: number, codec: Codec, bodyOf: (parcel: Parcel) => string) => {
  const { stringify } = JSON
  const quote = (value: unknown): string => stringify(`${value}`)
  let justEnded: Run[] = []
  let text = ''
  let mark = 0
  /** The last effect, while it is that something was sent: when its message ends right away, that is one effect. */
  let sent = ''
  let sender: Run | undefined

  const append = (effect: string) => {
    text = text === '' ? effect : `${text},${effect}`
  }

  /** Its number outside, where a message that came without crossing has to be told of first. */
  const numberOf = (run: Run): number => {
    if (run.way >= 0 && !run.told && !run.ended) {
      append(`"hop",${fn},${run.number},${run.root},${run.way},${bodyOf(run.parcel as Parcel)}`)
      run.told = true
    }
    return run.number
  }

  const settleSent = (ends: boolean) => {
    const run = sender as Run
    if (!ends) append(`"send",${numberOf(run)},${sent}`)
    else if (run.way >= 0 && !run.told) append(`"via",${run.root},${run.way},${sent}`)
    else append(`"sent",${run.number},${sent}`)
    sender = undefined
  }

  const add = (effect: string) => {
    if (sender) settleSent(false)
    append(effect)
  }

  /** Some errors of V8 come from another context and are no instances of this one's Error. */
  const isError = (value: unknown): value is Error =>
    value instanceof Error || (typeof value === 'object' && value !== null && 'stack' in value && 'message' in value)

  const describe = (error: unknown): readonly [text: string, stack: string] => {
    try {
      if (!isError(error)) return [`${typeof error === 'object' ? stringify(error) : String(error)}`, '']
      const frames = String(error.stack)
        .split('\n')
        .filter(line => /(?:function|setup|close)\.js:\d/.test(line))
      const place = /(function|setup|close)\.js:(\d+)/.exec(frames[0] ?? '')
      const where = place ? ` (${place[1] === 'function' ? '' : `${place[1]} code, `}line ${place[2]})` : ''
      const what = `${error.name}: ${error.message}${where}`
      return [what, [what, ...frames].join('\n')]
    } catch {
      return ['the code threw something that cannot be shown as text', '']
    }
  }

  const log = (level: LogLevel, value: unknown, shown: boolean) => {
    let kept: string
    try {
      kept = codec.encode(value instanceof Error ? describe(value)[0] : value)
    } catch {
      kept = quote(String(value))
    }
    add(`"log",${fn},"${level}",${quote(kept)},${shown}`)
  }

  const failWith = (run: Run, code: string, [what, stack]: readonly [string, string], about = 'null') => {
    if (sender) settleSent(false)
    run.touched = true
    append(`"failed",${numberOf(run)},"${code}",${quote(what)},${quote(stack)},${about}`)
  }

  const fail = (run: Run, error: unknown, about?: string) => failWith(run, 'CODE_FAILED', describe(error), about)

  /** The text comes first: being stopped in between must not leave a message that has ended and does not say so. */
  const end = (run: Run, again = false) => {
    if (run.ended && !again) return
    if (sender === run) settleSent(true)
    else if (run.way >= 0 && !run.told) add(`"ended",${run.root},${run.way}`)
    else add(`"done",${run.number}`)
    run.ended = true
    justEnded.push(run)
  }

  return {
    add,
    log,
    fail,
    end,
    describe,
    failWith,
    numberOf,
    /** A message leaves through an output. */
    sent(run: Run, port: number, body: string) {
      if (sender) settleSent(false)
      sent = `${port},${body}`
      sender = run
      run.touched = true
    },
    /** It goes on elsewhere. */
    handedOn(run: Run) {
      run.handed = run.returned = run.ended = true
      justEnded.push(run)
    },
    /** What comes next is undone by `rewind`. */
    mark: () => {
      if (sender) settleSent(false)
      mark = text.length
    },
    rewind: (run: Run | undefined) => {
      sender = undefined
      text = text.slice(0, mark)
      if (run) run.told = run.ended = run.handed = false
    },
    /** From here on, what has ended cannot send any more. */
    settle: () => {
      for (let i = 0; i < justEnded.length; i++) (justEnded[i] as Run).late = true
      justEnded = []
    },
    take: (): string => {
      if (sender) settleSent(false)
      const taken = text
      text = ''
      mark = 0
      return taken
    }
  }
}

export type Effects = ReturnType<typeof effects>
