import type { Effects, Run } from './effects.ts'
import type { Network } from './network.ts'
import type { NodeClass } from './node.ts'
import type { Parcel, Parcels } from './parcels.ts'
import type { Handed, Sending } from './sending.ts'
import type { Timers, Turn } from './timers.ts'

/** What the hub may want of a function. The answer is how many messages of the run are finished, a colon, and effects. */
export type Enter = (
  command:
    | 'messages'
    | 'fire'
    | 'fetched'
    | 'setup'
    | 'close'
    | 'stopped'
    | 'stalled'
    | 'rejected'
    | 'through'
    | 'take',
  text: string,
  number: number,
  skip: number,
  deadline: number,
  alone: boolean
) => string

/** A function as the hub knows it. */
export interface Guest {
  readonly enter: Enter
  /** Runs a message that another function has handed on, and tells whether this one has handed it on, too. */
  handle(parcel: Parcel, number: number, root: number, way: number, passing: boolean): boolean
  /** What it has handed on last. */
  readonly handed: Handed
  /** As it crosses. */
  bodyOf(parcel: Parcel): string
  wire(targets: readonly (number | null)[]): void
  /** Is given the way to the others: takes what was handed on along its way, and tells whether it got to the end in time. */
  join(onward: (root: number) => boolean): void
}

/** As `isolate/problem.ts` has it. */
type Problem = readonly [code: string, text: string, stack: string]

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
  sending: Sending,
  parcels: Parcels,
  timers: Timers,
  network: Network,
  turn: Turn,
  release: (run: Run) => void,
  Node: NodeClass,
  closing: ReadonlySet<() => unknown>,
  decode: (text: string) => unknown
): Guest => {
  const { parse, stringify } = JSON
  const { now } = Date
  const NativePromise = Promise
  /** Messages of the run that are through, counted from its first; -1 while nothing has begun. */
  let finished = -1
  let first = 0
  let starting = false
  let fresh: Run | undefined
  let onward: (root: number) => boolean = () => true

  /** From here on, what happens is this message's doing. */
  const begin = (number: number, passing: boolean, parcel?: Parcel, root = -1, way = -1): Run => {
    const run: Run = {
      number,
      id: undefined,
      holds: 0,
      returned: false,
      touched: false,
      ended: false,
      intervals: 0,
      late: false,
      handed: false,
      passing,
      way,
      root,
      parcel,
      told: false
    }
    effects.mark()
    turn.run = fresh = run
    return run
  }

  const failed = (run: Run, error: unknown) => {
    effects.fail(run, error)
    effects.end(run)
  }

  const returned = (run: Run, result: unknown) => {
    sending.send(run, result)
    run.returned = !manual
    if (run.returned && run.holds === 0) effects.end(run)
  }

  const wait = (run: Run, promise: Promise<unknown>) => {
    run.holds++
    const settled = (result: unknown) => {
      try {
        returned(run, result)
      } catch (error) {
        failed(run, error)
      }
      release(run)
    }
    promise.then(settled, error => failed(run, error))
  }

  const receive = (run: Run, message: Record<string, unknown>) => {
    run.id = message._msgid
    try {
      const result = user.code(message, new Node(run))
      if (result instanceof NativePromise) wait(run, result)
      else if (!manual && sending.hand(run, result)) effects.handedOn(run)
      else returned(run, result)
    } catch (error) {
      failed(run, error)
    }
  }

  const broken = ([code, text, stack]: Problem) => {
    starting = false
    effects.add(`"broken",${fn},${stringify(code)},${stringify(`${text}`)},${stringify(`${stack}`)}`)
  }

  const setup = () => {
    starting = true
    const fail = (error: unknown) => broken(['CODE_FAILED', ...effects.describe(error)])
    const ready = () => {
      starting = false
      effects.add(`"ready",${fn}`)
    }
    try {
      const result = user.setup?.(new Node(undefined))
      if (result instanceof Promise) result.then(ready, fail)
      else ready()
    } catch (error) {
      fail(error)
    }
  }

  const close = () => {
    const closed = () => effects.add(`"closed",${fn}`)
    const fail = (error: unknown) => effects.log('error', error, true)
    const run = async () => {
      for (const listener of closing) await listener()
      await user.close?.(new Node(undefined))
    }
    run().catch(fail).then(closed)
  }

  const blame = (culprit: Run | undefined, [code, text, stack]: Problem) => {
    if (!culprit) return effects.log('error', text, true)
    effects.failWith(culprit, code, [text, stack])
    effects.end(culprit, true)
  }

  /** Code was stopped while it ran: what the message of this turn had begun is undone, and it fails. What had gone on from here is somebody else's. */
  const stopped = (problem: Problem, gone: number) => {
    if (fresh?.handed && fresh.number === gone) return
    const run = fresh ?? turn.run
    effects.rewind(run)
    if (starting) return broken(problem)
    blame(run && !run.late ? run : undefined, problem)
  }

  /** Code was stopped while promises settled. */
  const stalled = (problem: Problem) => {
    if (starting) return broken(problem)
    const { run } = turn
    if (!run || run.ended) return blame(undefined, problem)
    effects.rewind(run)
    blame(run, problem)
  }

  /** A promise was rejected and nobody listened. */
  const rejected = (problem: Problem) => {
    const { run } = turn
    blame(run && (!run.ended || run === fresh) ? run : undefined, problem)
  }

  const messages = (text: string, number: number, skip: number, deadline: number, passing: boolean) => {
    first = number
    finished = skip
    let run = begin(first + finished, passing)
    const bodies = parse(text) as (Record<string, unknown> | string)[]
    for (;;) {
      const body = bodies[finished] as Record<string, unknown> | string
      receive(run, typeof body === 'string' ? (decode(body) as Record<string, unknown>) : body)
      const inTime = !run.handed || onward(run.number)
      finished++
      if (!inTime || finished >= bodies.length || now() > deadline) return
      run = begin(first + finished, passing)
    }
  }

  /** The crossing is over: nothing that happens later is the doing of who had the turn. */
  const leave = () => {
    effects.settle()
    turn.run = fresh = undefined
    finished = -1
  }

  const enter: Enter = (command, text, number, skip, deadline, alone) => {
    let count = 0
    if (command === 'messages') {
      messages(text, number, skip, deadline, !alone)
      count = finished
    } else if (command === 'stopped' || command === 'through') {
      if (command === 'stopped') stopped(parse(text), number)
      count = fresh ? fresh.number - first + 1 : finished + 1
    } else if (command === 'stalled') stalled(parse(text))
    else if (command === 'rejected') rejected(parse(text))
    else if (command === 'take') leave()
    else {
      finished = 0
      if (command === 'fire') timers.fire(number)
      else if (command === 'fetched') network.answer(number, text)
      else if (command === 'setup') setup()
      else close()
      count = 1
    }
    return `${count}:${effects.take()}`
  }

  return {
    enter,
    handle(parcel, number, root, way, passing) {
      const run = begin(number, passing, parcel, root, way)
      try {
        receive(run, parcels.unpack(parcel))
      } catch (error) {
        failed(run, error)
      }
      if (!run.ended) effects.numberOf(run)
      return run.handed
    },
    handed: sending.handed,
    bodyOf: parcels.bodyOf,
    wire: sending.wire,
    join(found) {
      onward = found
    }
  }
}
