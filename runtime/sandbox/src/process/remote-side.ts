import {
  type Answers,
  effectText,
  type FlowEvent,
  type FunctionSpec,
  type Heard,
  type IsolateSide
} from '../boundary.ts'
import { lostEffects } from '../isolate/lost.ts'
import { groupOf, isSingle, messagesLeft, type Step, stepOf } from '../isolate/step.ts'
import { Wiring } from '../isolate/wiring.ts'
import { Backoff } from './backoff.ts'
import { endProblem, interruption } from './end-problem.ts'
import type { ProcessPool } from './process-pool.ts'
import type { FlowWork } from './protocol.ts'
import { Replica } from './replica.ts'
import type { End, SandboxProcess, Tenant } from './sandbox-process.ts'

/** Milliseconds that a process may keep quiet beyond the time of the code that it runs. */
const GRACE = 1000
/** Milliseconds that making the context of a function may take. */
const OPENING = 10

/** The isolate of a flow in another process. */
export class RemoteSide implements IsolateSide, Tenant {
  readonly #pool: ProcessPool
  readonly #flow: string
  readonly #channel: number
  readonly #memory: number
  readonly #heard: Heard
  readonly #replica: Replica
  readonly #specs = new Map<number, FunctionSpec>()
  readonly #wiring = new Wiring()
  readonly #backoff = new Backoff()
  /** Where the isolate stands; undefined while there is none. */
  #process: SandboxProcess | undefined
  #waiting: NodeJS.Timeout | undefined
  #events: readonly FlowEvent[] = []
  /** How far the process has told that it is. */
  #event = 0
  #finished = 0
  #onItsWay = false
  #notBefore = 0
  /** What was alone in a process that crashed: it is to blame when that happens again. */
  #suspect: string | undefined

  constructor(pool: ProcessPool, channel: number, flow: string, memory: number, answers: Answers, heard: Heard) {
    this.#pool = pool
    this.#channel = channel
    this.#flow = flow
    this.#memory = memory
    this.#heard = heard
    this.#replica = new Replica(answers)
    pool.enter(flow)
  }

  post(events: readonly FlowEvent[]): void {
    this.#events = events
    this.#event = 0
    this.#finished = 0
    this.#onItsWay = false
    const wait = this.#notBefore - performance.now()
    if (wait <= 0) this.#send()
    else this.#waiting = setTimeout(() => this.#send(), wait)
  }

  close(): void {
    clearTimeout(this.#waiting)
    this.#process?.leave(this, { kind: 'close', channel: this.#channel })
    this.#process = undefined
    this.#replica.clear()
    this.#pool.leave(this.#flow)
  }

  report(text: string, over: boolean): void {
    const end = text.indexOf('\n')
    const [event = 0, finished = 0, onItsWay] = text.slice(0, end).split(':').map(Number)
    this.#event = event
    this.#finished = finished
    this.#onItsWay = onItsWay === 1
    if (over) this.#events = []
    this.#heard(end < text.length - 1 ? [text.slice(end + 1)] : [], over)
  }

  answer(question: string): string {
    return this.#replica.answer(question)
  }

  ended(end: End | undefined): void {
    this.#process = undefined
    this.#replica.clear()
    const left = this.#left()
    this.#events = []
    if (!end) {
      const [code, text] = interruption
      const closed = left.flatMap(({ command, fn }) => (command === 'close' ? [effectText('closed', fn)] : []))
      this.#heard([effectText('lost', code, text, messagesLeft(left), false, true), ...closed], true)
      return
    }
    this.#notBefore = performance.now() + this.#backoff.next()
    const problem = endProblem(end, this.#specs.get(left[0]?.fn ?? 0) ?? { id: this.#flow, name: '', timeout: 0 })
    if (end.kind === 'never started') {
      this.#heard([effectText('lost', problem[0], problem[1], [], false, false)], true)
      return
    }
    this.#pool.quarantine(this.#flow)
    this.#heard(lostEffects(left, this.#specs, problem, this.#isSure(end, left)), true)
  }

  /** Whether the first of these was alone at work, and not only by chance when the process crashed. */
  #isSure({ kind }: End, left: readonly Step[]): boolean {
    const [first] = left
    const before = this.#suspect
    this.#suspect = undefined
    if (!first || this.#onItsWay || !isSingle(groupOf(left, this.#specs))) return false
    if (!first.alone && this.#wiring.leads(first.fn)) return false
    this.#suspect = `${first.command} ${first.fn} ${first.number + first.skip}`
    return kind === 'stuck' || this.#suspect === before
  }

  #send(): void {
    let patience = GRACE
    let timeout = 0
    for (const event of this.#events) {
      if (event.kind === 'start') {
        this.#specs.set(event.fn, event.spec)
        patience += OPENING
      }
      timeout = Math.max(timeout, this.#specs.get(event.fn)?.timeout ?? 0)
    }
    const texts: string[] = []
    const events: FlowWork['events'] = this.#events.map(event => {
      if (event.kind === 'remove') {
        this.#specs.delete(event.fn)
        this.#replica.forget(event.fn)
        this.#wiring.remove(event.fn)
      }
      if (event.kind === 'wires') this.#wiring.set(event.fn, event.targets)
      if (event.kind !== 'messages') return event
      texts.push(event.text)
      return { ...event, text: '', length: event.text.length }
    })
    this.#process ??= this.#pool.of(this.#flow)
    const changes = this.#replica.takeChanges()
    const { channel, memory } = { channel: this.#channel, memory: this.#memory }
    this.#process.run(this, { kind: 'flow', channel, memory, changes, events }, texts.join(''), timeout + patience)
  }

  /** What is not through of the events that the process has. */
  #left(): Step[] {
    const left = this.#events
      .slice(this.#event)
      .flatMap((event, i) =>
        event.kind === 'remove' || event.kind === 'wires' || (event.kind === 'start' && event.spec.setup === '')
          ? []
          : [stepOf(event, i)]
      )
    const [first] = left
    if (first?.event === 0) first.skip = this.#finished
    return left
  }
}
