import { type Answers, effectText, type FlowEvent, type FunctionSpec } from '../boundary.ts'
import { answering } from './answer.ts'
import { Isolate } from './isolate.ts'
import { lostEffects, strayEffects } from './lost.ts'
import { memoryProblem, type Problem, rejectionProblem, stuckProblem, timeoutProblem } from './problem.ts'
import { StateView } from './state-view.ts'
import { advance, batchOf, groupOf, isSingle, type Step, stepOf } from './step.ts'

/** Milliseconds after which a batch pauses between two messages: none waits long for its turn, so each has its whole timeout. */
const SLICE = 10

/** What came of a part of what was to run, and how far that was: what stands before this event is through. */
export interface Report {
  readonly effects: readonly string[]
  readonly event: number
  /** How many messages of that event are through. */
  readonly finished: number
  /** Everything is through. */
  readonly over: boolean
}

/** The isolate of one flow: made when the first event needs it, and made anew when its memory ran out. */
export class FlowIsolate {
  readonly #memory: number
  readonly #specs = new Map<number, FunctionSpec>()
  readonly #state: StateView
  readonly #ask: ReturnType<typeof answering>
  #isolate: Isolate | undefined

  constructor(memory: number, answers: Answers) {
    this.#memory = memory
    this.#state = new StateView(answers)
    this.#ask = answering(answers, this.#state)
  }

  /** Runs events in order; each crossing into the isolate gives a report. */
  *run(events: readonly FlowEvent[]): Generator<Report> {
    let effects: string[] = []
    const left = events.flatMap((event, at) => this.#prepare(event, at, effects))
    while (left.length > 0) {
      try {
        this.#cross(left, effects)
      } catch (error) {
        effects.push(...this.#lose(left, error))
        left.length = 0
      }
      const [next] = left
      if (!next) break
      yield { effects, event: next.event, finished: next.skip, over: false }
      effects = []
    }
    this.#state.clear()
    yield { effects, event: events.length, finished: 0, over: true }
  }

  close(): void {
    this.#isolate?.dispose()
    this.#isolate = undefined
  }

  /** Does what needs no isolate, and gives what does. */
  #prepare(event: FlowEvent, at: number, effects: string[]): Step[] {
    const { fn } = event
    switch (event.kind) {
      case 'start':
        this.#specs.set(fn, event.spec)
        return event.spec.setup === '' ? [] : [stepOf(event, at)]
      case 'remove':
        this.#specs.delete(fn)
        if (this.#isolate?.gone === false) this.#isolate.remove(fn)
        return []
      case 'close':
        if (this.#isolate?.has(fn)) return [stepOf(event, at)]
        effects.push(effectText('closed', fn))
        return []
      default:
        return [stepOf(event, at)]
    }
  }

  /** Takes a group from the front through the isolate, or as much of it as fits into a slice of time. */
  #cross(left: Step[], effects: string[]): void {
    const group = groupOf(left, this.#specs)
    this.#isolate ??= new Isolate(this.#memory, this.#specs.size)
    const isolate = this.#isolate
    const unusable = group.find(({ fn }) => !this.#open(isolate, fn, effects))
    if (unusable) {
      const others = left.filter(({ fn }) => fn !== unusable.fn)
      left.splice(0, left.length, ...others)
      return
    }
    const timeout = this.#specs.get(group[0]?.fn as number)?.timeout ?? 0
    const report = this.#enter(isolate, group, timeout)
    const end = report.indexOf('\n')
    const [position, finished] = report.slice(0, end).split(':')
    effects.push(...this.#state.take())
    if (end < report.length - 1) effects.push(report.slice(end + 1))
    if (Number(position) === 0 && Number(finished) <= (group[0]?.skip ?? 0))
      throw new Error('the code was stopped before it began')
    advance(left, group, Number(position), Number(finished))
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
      if (isSingle(group)) return late ? isolate.stopped(problem) : isolate.rejected(problem)
      const report = late ? isolate.interrupted(problem) : ''
      if (report === '') throw new Stray(problem)
      return report
    }
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

  /** Gives the isolate up. */
  #lose(left: readonly Step[], reason: unknown): string[] {
    if (reason instanceof Stray) {
      this.close()
      return strayEffects(left, reason.problem)
    }
    const problem: Problem = this.#isolate?.gone ? memoryProblem(this.#memory) : stuckProblem
    this.close()
    return lostEffects(left, this.#specs, problem)
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
