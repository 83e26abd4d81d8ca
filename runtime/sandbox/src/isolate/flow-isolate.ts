import { type Answers, effectText, type FlowEvent, type FunctionSpec, type WiresEvent } from '../boundary.ts'
import { answering } from './answer.ts'
import { Isolate } from './isolate.ts'
import { lostEffects, strayEffects } from './lost.ts'
import { memoryProblem, type Problem, rejectionProblem, stuckProblem, timeoutProblem } from './problem.ts'
import { StateView } from './state-view.ts'
import { advance, batchOf, groupOf, isSingle, type Step, stepOf } from './step.ts'
import { Wiring } from './wiring.ts'

/** Milliseconds after which a batch pauses between two messages: none waits long for its turn, so each has its whole timeout. */
const SLICE = 10

/** What came of a part of what was to run, and how far that was: what stands before this event is through. */
export interface Report {
  readonly effects: readonly string[]
  readonly event: number
  /** How many messages of that event are through. */
  readonly finished: number
  /** A message is still on its way from function to function. */
  readonly onItsWay: boolean
  /** Everything is through. */
  readonly over: boolean
}

/** The isolate of one flow: made when the first event needs it, and made anew when its memory ran out. */
export class FlowIsolate {
  readonly #memory: number
  readonly #specs = new Map<number, FunctionSpec>()
  readonly #wiring = new Wiring()
  readonly #state: StateView
  readonly #ask: ReturnType<typeof answering>
  #isolate: Isolate | undefined
  /** The timeout under which a message is still on its way between functions. */
  #onItsWay: number | undefined

  constructor(memory: number, answers: Answers) {
    this.#memory = memory
    this.#state = new StateView(answers)
    this.#ask = answering(answers, this.#state)
  }

  /** Runs events in order; each crossing into the isolate gives a report. */
  *run(events: readonly FlowEvent[]): Generator<Report> {
    let effects: string[] = []
    const left = events.flatMap((event, at) => this.#prepare(event, at, effects))
    while (left.length > 0 || this.#onItsWay !== undefined) {
      try {
        this.#cross(left, events, effects)
      } catch (error) {
        effects.push(...this.#lose(left, error))
        left.length = 0
      }
      const [next] = left
      const onItsWay = this.#onItsWay !== undefined
      if (!next && !onItsWay) break
      yield { effects, event: next?.event ?? events.length, finished: next?.skip ?? 0, onItsWay, over: false }
      effects = []
    }
    this.#state.clear()
    yield { effects, event: events.length, finished: 0, onItsWay: false, over: true }
  }

  close(): void {
    this.#isolate?.dispose()
    this.#isolate = undefined
    this.#onItsWay = undefined
  }

  /** Does what needs no isolate, and gives what does. */
  #prepare(event: FlowEvent, at: number, effects: string[]): Step[] {
    const { fn } = event
    switch (event.kind) {
      case 'start':
        this.#specs.set(fn, event.spec)
        return event.spec.setup === '' ? [] : [stepOf(event, at)]
      case 'remove':
        this.#remove(fn)
        return []
      case 'close':
        if (this.#isolate?.has(fn)) return [stepOf(event, at)]
        effects.push(effectText('closed', fn))
        return []
      default:
        return [stepOf(event, at)]
    }
  }

  #remove(fn: number): void {
    this.#specs.delete(fn)
    const isolate = this.#isolate?.gone === false ? this.#isolate : undefined
    for (const from of this.#wiring.remove(fn)) if (isolate?.has(from)) isolate.wire(from, this.#wiring.of(from))
    isolate?.remove(fn)
  }

  /** Takes what is on its way, or a group from the front, through the isolate, or as much of it as fits into a slice of time. */
  #cross(left: Step[], events: readonly FlowEvent[], effects: string[]): void {
    const group = this.#onItsWay === undefined ? groupOf(left, this.#specs) : []
    this.#isolate ??= new Isolate(this.#memory, this.#specs.size)
    const isolate = this.#isolate
    const [front] = group
    if (front?.command === 'wires') {
      this.#wire(isolate, events[front.event] as WiresEvent, effects)
      left.shift()
      return
    }
    const unusable = group.find(({ fn }) => !this.#open(isolate, fn, effects))
    if (unusable) {
      const others = left.filter(({ fn }) => fn !== unusable.fn)
      left.splice(0, left.length, ...others)
      return
    }
    const timeout = this.#onItsWay ?? this.#specs.get(front?.fn as number)?.timeout ?? 0
    const report = this.#enter(isolate, group, timeout)
    const end = report.indexOf('\n')
    const [position, finished, onItsWay] = report.slice(0, end).split(':').map(Number) as [number, number, number]
    effects.push(...this.#state.take())
    if (end < report.length - 1) effects.push(report.slice(end + 1))
    this.#onItsWay = onItsWay === 1 ? timeout : undefined
    if (!front) return
    if (position === 0 && finished <= front.skip) throw new Error('the code was stopped before it began')
    advance(left, group, position, finished)
  }

  #enter(isolate: Isolate, group: readonly Step[], timeout: number): string {
    const started = performance.now()
    try {
      isolate.batch(batchOf(group), SLICE, timeout + SLICE)
      return isolate.effects()
    } catch (error) {
      if (isolate.gone) throw error
      const late = performance.now() - started >= timeout
      const problem = late ? timeoutProblem(timeout, error as Error) : rejectionProblem(error)
      if (this.#isCertain(group)) return late ? isolate.stopped(problem) : isolate.rejected(problem)
      const report = late ? isolate.interrupted(problem) : ''
      if (report === '') throw new Stray(problem)
      return report
    }
  }

  /** Whether nothing but one message of one function has run. */
  #isCertain(group: readonly Step[]): boolean {
    const [front] = group
    return isSingle(group) && front !== undefined && (front.alone || !this.#wiring.leads(front.fn))
  }

  /** Whether the function has a context; without one it is told as broken. */
  #open(isolate: Isolate, fn: number, effects: string[]): boolean {
    const spec = this.#specs.get(fn)
    if (isolate.has(fn)) return true
    try {
      if (!spec) throw new Error('the function was not started')
      isolate.open(fn, spec, this.#ask(fn))
      return true
    } catch (error) {
      if (isolate.gone) throw error
      effects.push(effectText('broken', fn, 'CODE_FAILED', (error as Error).message, ''))
      return false
    }
  }

  #wire(isolate: Isolate, { fn, targets }: WiresEvent, effects: string[]): void {
    if (!this.#open(isolate, fn, effects)) return
    const usable = targets.map(target => (target !== null && this.#open(isolate, target, effects) ? target : null))
    this.#wiring.set(fn, usable)
    isolate.wire(fn, usable)
  }

  /** Gives the isolate up. */
  #lose(left: readonly Step[], reason: unknown): string[] {
    if (reason instanceof Stray) {
      this.close()
      return strayEffects(left, reason.problem)
    }
    const problem: Problem = this.#isolate?.gone ? memoryProblem(this.#memory) : stuckProblem
    const certain = this.#onItsWay === undefined && this.#isCertain(groupOf(left, this.#specs))
    this.close()
    return lostEffects(left, this.#specs, problem, certain)
  }
}

/** Promises went astray in a batch of several: nobody knows whose they were. */
class Stray extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem[1])
    this.problem = problem
  }
}
