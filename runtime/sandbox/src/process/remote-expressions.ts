import type { Limits } from '../evaluate/evaluator.ts'
import { type Call, type Outcome, WHAT } from '../evaluate/expression-isolate.ts'
import type { AnswerExpression, Expressions } from '../evaluate/expressions.ts'
import type { ProcessPool } from './process-pool.ts'
import type { End, SandboxProcess, Tenant } from './sandbox-process.ts'

/** Milliseconds that a process may keep quiet beyond the time of an expression: it is called twice, and the library is read first. */
const GRACE = 2000

/** Evaluates expressions in other processes. */
export class RemoteExpressions implements Expressions {
  readonly #pool: ProcessPool
  readonly #limits: Limits

  constructor(pool: ProcessPool, limits: Limits) {
    this.#pool = pool
    this.#limits = limits
  }

  evaluate(call: Call, answer: AnswerExpression): Promise<Outcome> {
    return new Promise(resolve => new Evaluation(this.#pool, this.#limits, call, answer, resolve).begin())
  }

  close(): void {}
}

class Evaluation implements Tenant {
  readonly #pool: ProcessPool
  readonly #limits: Limits
  readonly #call: Call
  readonly #answer: AnswerExpression
  readonly #resolve: (outcome: Outcome) => void
  #process: SandboxProcess | undefined

  constructor(
    pool: ProcessPool,
    limits: Limits,
    call: Call,
    answer: AnswerExpression,
    resolve: (outcome: Outcome) => void
  ) {
    this.#pool = pool
    this.#limits = limits
    this.#call = call
    this.#answer = answer
    this.#resolve = resolve
  }

  begin(): void {
    const { message, ...call } = this.#call
    this.#process = this.#pool.leastBusy()
    this.#process.run(this, { kind: 'evaluate', ...call, ...this.#limits }, message, this.#limits.timeout + GRACE)
  }

  report(text: string): void {
    this.#process?.leave(this)
    this.#resolve(JSON.parse(text))
  }

  answer(question: string): string {
    const [what, ...details] = JSON.parse(question) as [string, ...string[]]
    return JSON.stringify({ lasting: false, value: this.#answer(what, ...details) })
  }

  ended(end: End | undefined): void {
    if (end) this.#resolve({ error: errorOf(end, this.#limits) })
    else this.begin()
  }
}

const errorOf = (end: End, { timeout }: Limits) => {
  switch (end.kind) {
    case 'stuck':
      return {
        code: 'CODE_TIMEOUT',
        message: `${WHAT} did not end after ${timeout} ms and could not be stopped, so its process was.`
      }
    case 'crashed':
      return { code: 'CODE_CRASHED', message: `${WHAT} brought its process down (${end.detail}).` }
    case 'never started':
      return { code: 'CODE_UNAVAILABLE', message: `The process for expressions could not be started: ${end.detail}` }
  }
}
