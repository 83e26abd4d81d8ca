import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { FlowError } from '@millrace/sdk/values'
import { jsonataProgram } from '../inside/jsonata.ts'
import { Evaluator, type Limits } from './evaluator.ts'

/** An expression, and what it is given as the codec wrote it. */
export interface Call {
  readonly source: string
  readonly message: string
  readonly variables: string
}

/** What became of an expression: the codec's text of its value, nothing when it has none, or an error. */
export type Outcome =
  | { readonly value: string | undefined }
  | { readonly error: { readonly code: string; readonly message: string } }

/** JSONata in an isolate of this process. The library runs there as the text of its own file. */
export class ExpressionIsolate {
  readonly #ask: (question: string, ...details: string[]) => string
  #evaluator: Evaluator<'start' | 'outcome'> | undefined
  #limits: Limits | undefined

  constructor(ask: (question: string, ...details: string[]) => string) {
    this.#ask = ask
  }

  outcome({ timeout, memory }: Limits, { source, message, variables }: Call): Outcome {
    try {
      const evaluator = this.#open({ timeout, memory })
      evaluator.call('start', [source, message, variables], WHAT)
      const text = evaluator.call('outcome', [], WHAT)
      if (text.startsWith('!')) throw new FlowError('CODE_FAILED', `${WHAT} failed: ${text.slice(1)}`)
      return { value: text === '' ? undefined : text.slice(1) }
    } catch (error) {
      const { code = 'CODE_FAILED', message } = error as FlowError
      return { error: { code, message } }
    }
  }

  close(): void {
    this.#evaluator?.close()
    this.#evaluator = undefined
  }

  #open(limits: Limits): Evaluator<'start' | 'outcome'> {
    const { timeout, memory } = this.#limits ?? {}
    if (timeout !== limits.timeout || memory !== limits.memory) this.close()
    this.#limits = limits
    this.#evaluator ??= new Evaluator(limits, ['start', 'outcome'], program, this.#ask)
    return this.#evaluator
  }
}

export const WHAT = 'The JSONata expression'

const program = (): string => {
  const library = readFileSync(createRequire(import.meta.url).resolve('jsonata'), 'utf8')
  return `${library}\n;${jsonataProgram}`
}
