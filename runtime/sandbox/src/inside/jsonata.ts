import { type Ask, asking } from './asking.ts'
import { assemble } from './assemble.ts'
import { buffer } from './buffer.ts'
import { bytes } from './bytes.ts'
import { codec } from './codec.ts'
import { harden } from './harden.ts'
import { web } from './web.ts'

interface Expression {
  assign(name: string, value: unknown): void
  registerFunction(name: string, implementation: (...args: never[]) => unknown, signature?: string): void
  evaluate(input: unknown, variables: unknown): Promise<unknown>
}

const parts = { asking, buffer, bytes, codec, harden, web }

/** Outcomes are `=` and the codec's text, or `!` and what went wrong. An outcome is fetched after its promises have settled. */
const main = (inside: typeof parts) => (ask: Ask) => {
  /** Compiled expressions; beyond that the oldest is compiled again when it is needed. */
  const KEPT = 1000
  inside.harden()
  const jsonata = Reflect.get(globalThis, 'jsonata') as (source: string) => Expression
  const coding = inside.bytes()
  const kept = inside.codec(coding, inside.buffer(coding).view)
  const request = inside.asking(ask, kept)
  const { structuredClone } = inside.web(coding)
  const known = new Map<string, Expression>()
  let outcome = ''

  const compile = (source: string): Expression => {
    const made = jsonata(source)
    const state = (scope: string) => (key: string, store?: string) => request('get', scope, store ?? '', String(key))
    made.registerFunction('env', (name: string) => request('env', name) ?? '', '<s:x>')
    made.assign('flowContext', state('flow'))
    made.assign('globalContext', state('global'))
    made.registerFunction('clone', (value: never) => structuredClone(value), '<(oa)-:o>')
    const [oldest] = known.keys()
    if (known.size >= KEPT && oldest !== undefined) known.delete(oldest)
    known.set(source, made)
    return made
  }

  const run = async (source: string, message: string, variables: string) => {
    try {
      const expression = known.get(source) ?? compile(source)
      const value = await expression.evaluate(kept.decode(message), kept.decode(variables))
      outcome = value === undefined ? '' : `=${kept.encode(value)}`
    } catch (error) {
      const { message: text, position } = Object(error) as { message?: string; position?: number }
      outcome = `!${text ?? error}${position === undefined ? '' : ` (column ${position})`}`
    }
  }

  return {
    start(source: string, message: string, variables: string): string {
      outcome = '!the expression did not come to an end'
      run(source, message, variables)
      return ''
    },
    outcome: () => outcome
  }
}

/** Evaluates to the function that gives the entries, where `jsonata` is a global. */
export const jsonataProgram = assemble(main, parts)
