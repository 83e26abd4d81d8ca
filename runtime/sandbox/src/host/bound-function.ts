import type { NodeContext } from '@millrace/sdk'
import type { FlowEvent, FunctionSpec } from '../boundary.ts'
import { isManual } from '../source.ts'
import type { Delivery } from './delivery.ts'
import { Requests } from './requests.ts'

interface Timer {
  readonly handle: NodeJS.Timeout
  readonly repeats: Delivery | undefined
}

/** The code of one node, as the host knows it. */
export class BoundFunction {
  readonly number: number
  readonly spec: FunctionSpec
  readonly context: NodeContext<unknown>
  state: 'new' | 'starting' | 'ready' | 'broken' | 'closed' = 'new'
  /** Its messages enter one at a time: promises of it have gone astray before. */
  alone = false
  /** Messages that wait for the setup code. */
  parked: Delivery[] = []
  /** Why it is broken or closed. */
  problem: Error | undefined
  /** Waits for the close code. */
  closed: (() => void) | undefined
  /** It says itself when it is done with a message. */
  readonly manual: boolean
  readonly requests = new Requests()
  readonly #timers = new Map<number, Timer>()
  /** What was under way and has not entered yet. */
  #entering = 0

  constructor(number: number, spec: FunctionSpec, context: NodeContext<unknown>) {
    this.number = number
    this.spec = spec
    this.context = context
    this.manual = isManual(spec.source)
  }

  /** Nothing is under way that could wake its code, other than messages. */
  get isStill(): boolean {
    return this.#timers.size === 0 && this.#entering === 0 && this.requests.size === 0
  }

  /** Something is about to enter its code; gives what to call when it has. */
  enters(): () => void {
    this.#entering++
    return () => {
      this.#entering--
    }
  }

  start(): FlowEvent {
    this.state = this.spec.setup === '' ? 'ready' : 'starting'
    return { kind: 'start', fn: this.number, spec: this.spec }
  }

  /** Its setup code is through: gives the messages that waited for it. */
  ready(): Delivery[] {
    this.state = 'ready'
    return this.parked.splice(0)
  }

  /** Its context is gone; it may be started again. */
  reset(): void {
    this.clearTimers()
    this.#entering = 0
    if (this.state === 'ready' || this.state === 'starting') this.state = 'new'
  }

  /** It takes no messages any more. */
  stop(state: 'broken' | 'closed', problem: Error): void {
    this.state = state
    this.problem = problem
    this.parked = []
    this.clearTimers()
  }

  /** `fire` is told to call back when its turn has come: a repeating timer skips turns until then. */
  setTimer(
    id: number,
    delay: number,
    repeat: boolean,
    owner: Delivery | undefined,
    fire: (taken: () => void) => void
  ): void {
    let waiting = false
    const run = () => {
      if (!repeat) this.#timers.delete(id)
      if (waiting) return
      waiting = true
      const entered = this.enters()
      fire(() => {
        waiting = false
        entered()
      })
    }
    if (repeat && owner) owner.intervals++
    const handle = repeat ? setInterval(run, delay) : setTimeout(run, delay)
    this.#timers.set(id, { handle, repeats: repeat ? owner : undefined })
  }

  /** Gives the message for which a repeating timer ran, if any. */
  clearTimer(id: number): Delivery | undefined {
    const timer = this.#timers.get(id)
    if (!timer) return undefined
    clearTimeout(timer.handle)
    this.#timers.delete(id)
    if (timer.repeats) timer.repeats.intervals--
    return timer.repeats
  }

  clearTimers(): void {
    this.requests.abort()
    for (const id of [...this.#timers.keys()]) this.clearTimer(id)
  }
}
