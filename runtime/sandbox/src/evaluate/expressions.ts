import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import {
  ConfigError,
  type ConfigHost,
  decode,
  encode,
  FlowError,
  getPath,
  parseStatePath,
  type Value
} from '@millrace/sdk'
import jsonata from 'jsonata'
import { jsonataProgram } from '../inside/jsonata.ts'
import { Evaluator, type Limits } from './evaluator.ts'

export type ExpressionHost = Pick<ConfigHost, 'env' | 'state'>

/** JSONata in an isolate. The library runs there as the text of its own file; outside it only parses. */
export class Expressions {
  readonly #evaluator: Evaluator<'start' | 'outcome'>
  /** Whose expression runs at this moment. */
  #host: ExpressionHost | undefined

  constructor(limits: Limits) {
    this.#evaluator = new Evaluator(limits, ['start', 'outcome'], program, (question, ...details) =>
      this.#answer(question, details)
    )
  }

  /** Throws a ConfigError when it does not parse. */
  compile(source: string, host: ExpressionHost): Value {
    try {
      jsonata(source)
    } catch (error) {
      const { message, position } = error as Error & { position?: number }
      const where = position === undefined ? '' : ` at column ${position}`
      throw new ConfigError([{ path: '', message: `is not a JSONata expression: ${message}${where}` }])
    }
    return (message, variables = {}) => {
      this.#host = host
      this.#evaluator.call('start', [source, encode(message), encode(variables)], 'The JSONata expression')
      return outcomeOf(this.#evaluator.call('outcome', [], 'The JSONata expression'))
    }
  }

  close(): void {
    this.#evaluator.close()
  }

  #answer(question: string, [scope = '', store = '', key = '']: readonly string[]): string {
    const host = this.#host
    try {
      const value = question === 'env' ? host?.env(scope) : host && readState(host, scope, store, key)
      return value === undefined ? '' : `=${encode(value)}`
    } catch (error) {
      return `!${(error as Error).message}`
    }
  }
}

const readState = (host: ExpressionHost, scope: string, store: string, text: string): unknown => {
  const { store: named, path } = parseStatePath(text)
  const [first, ...rest] = path
  const chosen = named ?? (store === '' ? undefined : store)
  return getPath(host.state(scope === 'flow' ? 'flow' : 'global', chosen).get(String(first)), rest)
}

const outcomeOf = (text: string): unknown => {
  if (text === '') return undefined
  if (text.startsWith('!')) throw new FlowError('CODE_FAILED', `The JSONata expression failed: ${text.slice(1)}`)
  return decode(text.slice(1))
}

const program = (): string => {
  const library = readFileSync(createRequire(import.meta.url).resolve('jsonata'), 'utf8')
  return `${library}\n;${jsonataProgram}`
}
