import type { Flow, FlowProblem } from '@millrace/engine'
import { type Problem, pointerStep } from '@millrace/sdk'

/** How many globals there may be, of all flows or of one, and how long the text of a value may be. */
const MOST = 100
const LONGEST = 32_767

/** Why globals cannot be kept, each at its name: there are too many, or a value is too long or no JSON. */
export const globalProblems = (globals: Readonly<Record<string, unknown>>, path = ''): readonly Problem[] => {
  const entries = Object.entries(globals)
  const many = entries.length > MOST ? [{ path, message: `holds ${entries.length}, and ${MOST} is the most` }] : []
  return [
    ...many,
    ...entries.flatMap(([name, value]) => {
      const message = nameProblem(name) ?? valueProblem(value)
      return message === undefined ? [] : [{ path: path + pointerStep(name), message }]
    })
  ]
}

/** The same of what each flow overrides. */
export const overrideProblems = (flows: readonly Flow[]): readonly FlowProblem[] =>
  flows.flatMap(({ id, env }) =>
    globalProblems(env ?? {}, '/env').map(problem => ({ ...problem, flow: id, severity: 'error' as const }))
  )

const nameProblem = (name: string): string | undefined =>
  name.trim() === '' || /[{}]/.test(name) ? 'is no name: it must hold more than spaces, and no braces' : undefined

const valueProblem = (value: unknown): string | undefined => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (text === undefined) return 'must be text, a number or JSON'
  return text.length > LONGEST ? `is ${text.length} characters long, and ${LONGEST} is the most` : undefined
}
