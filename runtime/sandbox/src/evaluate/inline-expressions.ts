import type { Limits } from './evaluator.ts'
import { type Call, ExpressionIsolate, type Outcome } from './expression-isolate.ts'
import type { AnswerExpression, Expressions } from './expressions.ts'

/** Evaluates expressions in this process. */
export class InlineExpressions implements Expressions {
  readonly #limits: Limits
  readonly #isolate = new ExpressionIsolate((...question) => this.#answer?.(...question) ?? '')
  /** Of the expression that runs at this moment. */
  #answer: AnswerExpression | undefined

  constructor(limits: Limits) {
    this.#limits = limits
  }

  evaluate(call: Call, answer: AnswerExpression): Outcome {
    this.#answer = answer
    return this.#isolate.outcome(this.#limits, call)
  }

  close(): void {
    this.#isolate.close()
  }
}
