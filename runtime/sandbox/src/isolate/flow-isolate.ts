import { type Answers, effectText, type FlowEvent, type FunctionSpec, type IsolateSide } from '../boundary.ts'
import { answering } from './answer.ts'
import { Isolate } from './isolate.ts'
import { memoryProblem, type Problem, rejectionProblem, stuckProblem, timeoutProblem } from './problem.ts'
import { StateView } from './state-view.ts'
import { advance, batchOf, groupOf, isSingle, messagesLeft, type Step, stepOf } from './step.ts'

/** Milliseconds after which a batch pauses between two messages: none waits long for its turn, so each has its whole timeout. */
const SLICE = 10

/** The isolate of one flow: made when the first event needs it, and made anew when its memory ran out. */
export class FlowIsolate implements IsolateSide {
  readonly #memory: number
  readonly #heard: (effects: readonly string[]) => void
  readonly #specs = new Map<number, FunctionSpec>()
  readonly #state: StateView
  readonly #ask: ReturnType<typeof answering>
  #isolate: Isolate | undefined

  constructor(memory: number, answers: Answers, heard: (effects: readonly string[]) => void) {
    this.#memory = memory
    this.#heard = heard
    this.#state = new StateView(answers)
    this.#ask = answering(answers, this.#state)
  }

  post(events: readonly FlowEvent[]): void {
    const effects: string[] = []
    const left = events.flatMap(event => this.#prepare(event, effects))
    while (left.length > 0) {
      try {
        this.#cross(left, effects)
      } catch {
        this.#lose(left, effects)
        break
      }
    }
    this.#state.clear()
    this.#heard(effects)
  }

  close(): void {
    this.#isolate?.dispose()
    this.#isolate = undefined
  }

  /** Does what needs no isolate, and gives what does. */
  #prepare(event: FlowEvent, effects: string[]): Step[] {
    const { fn } = event
    switch (event.kind) {
      case 'start':
        this.#specs.set(fn, event.spec)
        return event.spec.setup === '' ? [] : [stepOf(event)]
      case 'remove':
        this.#specs.delete(fn)
        if (this.#isolate?.gone === false) this.#isolate.remove(fn)
        return []
      case 'close':
        if (this.#isolate?.has(fn)) return [stepOf(event)]
        effects.push(effectText('closed', fn))
        return []
      default:
        return [stepOf(event)]
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
      const several = !isSingle(group)
      return performance.now() - started >= timeout
        ? isolate.stopped(timeoutProblem(timeout, error as Error), several)
        : isolate.rejected(rejectionProblem(error), several)
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

  /** Gives the isolate up. Who was alone in it is to blame; everyone else in the queue may be given again. */
  #lose(left: Step[], effects: string[]): void {
    const problem: Problem = this.#isolate?.gone ? memoryProblem(this.#memory) : stuckProblem
    this.close()
    const group = groupOf(left, this.#specs)
    const [culprit] = isSingle(group) ? left.splice(0, 1) : []
    if (culprit?.command === 'messages') {
      const number = culprit.number + culprit.skip
      effects.push(effectText('failed', number, ...problem), effectText('done', number))
    }
    const again = messagesLeft(left)
    effects.push(effectText('lost', problem[0], problem[1], again))
    if (culprit?.command === 'setup') effects.push(effectText('broken', culprit.fn, ...problem))
  }
}
