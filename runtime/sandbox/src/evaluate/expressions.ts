import {
  ConfigError,
  type ConfigHost,
  decode,
  encode,
  FlowError,
  getPath,
  type Message,
  parseStatePath,
  type Value
} from '@millrace/sdk'
import jsonata from 'jsonata'
import type { Call, Outcome } from './expression-isolate.ts'

export type ExpressionHost = Pick<ConfigHost, 'env' | 'state'>

/** Answers what an expression asks while it is evaluated. */
export type AnswerExpression = (question: string, ...details: string[]) => string

/** Where expressions are evaluated: here or in another process. */
export interface Expressions {
  evaluate(call: Call, answer: AnswerExpression): Outcome | Promise<Outcome>
  close(): void
}

/** An expression as a function of the message. Throws a ConfigError when it does not parse. */
export const compileExpression = (expressions: Expressions, source: string, host: ExpressionHost): Value => {
  try {
    jsonata(source)
  } catch (error) {
    const { message, position } = error as Error & { position?: number }
    const where = position === undefined ? '' : ` at column ${position}`
    throw new ConfigError([{ path: '', message: `is not a JSONata expression: ${message}${where}` }])
  }
  const answer = answering(host)
  return (message: Message, variables = {}) => {
    const call = { source, message: encode(message), variables: encode(variables) }
    const outcome = expressions.evaluate(call, answer)
    return outcome instanceof Promise ? outcome.then(resultOf) : resultOf(outcome)
  }
}

const resultOf = (outcome: Outcome): unknown => {
  if ('error' in outcome) throw new FlowError(outcome.error.code, outcome.error.message)
  return outcome.value === undefined ? undefined : decode(outcome.value)
}

const answering =
  (host: ExpressionHost): AnswerExpression =>
  (question, scope = '', store = '', key = '') => {
    try {
      const value = question === 'env' ? host.env(scope) : readState(host, scope, store, key)
      return value === undefined ? '' : `=${encode(value)}`
    } catch (error) {
      return `!${(error as Error).message}`
    }
  }

const readState = (host: ExpressionHost, scope: string, store: string, text: string): unknown => {
  const { store: named, path } = parseStatePath(text)
  const [first, ...rest] = path
  const chosen = named ?? (store === '' ? undefined : store)
  return getPath(host.state(scope === 'flow' ? 'flow' : 'global', chosen).get(String(first)), rest)
}
