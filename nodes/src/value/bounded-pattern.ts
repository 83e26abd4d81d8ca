import { createContext, Script } from 'node:vm'
import { RejectedError } from '@millrace/sdk'

/** People's regular expression, which cannot hold up the process however it is written. */
export interface BoundedPattern {
  test(text: string): boolean
  replace(text: string, replacement: string): string
}

/** Milliseconds of computing that one message may spend in one regular expression. */
const LIMIT = 250
/** How often a run is begun again that was stopped because the machine was busy with something else. */
const TRIES = 20
/** Steps that surely take no longer than a few milliseconds. */
const FEW = 1e6

/** Compiles a regular expression. What may take long for a text runs under a limit of time, and fails the message beyond it. */
export const boundedPattern = (source: string, flags = ''): BoundedPattern => {
  const pattern = new RegExp(source, flags)
  const effort = effortOf(source)
  let limited: ReturnType<typeof limitedRun> | undefined
  const run = <T>(text: string, work: string, free: () => T, replacement?: string): T => {
    if (effort(text.length) <= FEW) return free()
    limited ??= limitedRun(pattern)
    return limited(work, text, replacement) as T
  }
  return {
    test: text =>
      run(text, 'pattern.test(text)', () => {
        pattern.lastIndex = 0
        return pattern.test(text)
      }),
    replace: (text, to) => run(text, 'text.replace(pattern, to)', () => text.replace(pattern, to), to)
  }
}

/**
 * The most steps that backtracking can take on a text of some length. Without a repeated group that is polynomial: each
 * repetition tries every length, each choice doubles. A repeated group may be exponential. Counts inside classes and
 * after backslashes too, which only errs on the safe side.
 */
const effortOf = (source: string): ((length: number) => number) => {
  if (/\)[*+{]/.test(source)) return () => Number.POSITIVE_INFINITY
  const repetitions = source.match(/[*+{]|\\\d|\\k/g)?.length ?? 0
  const choices = source.match(/[|?]/g)?.length ?? 0
  return length => 2 ** choices * (length + 1) ** (repetitions + 1)
}

const limitedRun = (pattern: RegExp) => {
  const scope: Record<string, unknown> = createContext({ pattern })
  const scripts = new Map<string, Script>()
  return (work: string, text: string, to: string | undefined): unknown => {
    const script = scripts.get(work) ?? new Script(work)
    scripts.set(work, script)
    Object.assign(scope, { text, to })
    try {
      for (let tries = 0; tries < TRIES; tries++) {
        const result = attempt(script, scope)
        if (result === 'too slow') break
        if (result !== 'interrupted') return result.value
      }
      throw new RejectedError(`the regular expression ${pattern.source} takes longer than ${LIMIT} ms on this value`)
    } finally {
      Object.assign(scope, { text: undefined, to: undefined })
    }
  }
}

/** Milliseconds that this thread has computed since: what a busy machine kept it waiting does not count. */
const computed = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

type Outcome = { readonly value: unknown } | 'too slow' | 'interrupted'

const attempt = (script: Script, scope: object): Outcome => {
  const before = process.threadCpuUsage()
  try {
    return { value: script.runInContext(scope, { timeout: LIMIT }) }
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
    return computed(before) < LIMIT / 2 ? 'interrupted' : 'too slow'
  }
}
