import { renderStart, templateProblem } from '@millrace/sdk'
import type { Principal, ServerParts } from './parts.ts'
import { writeGlobals } from './write-globals.ts'

/** Replaces the globals; on the disk when it resolves. */
export const saveGlobals = (
  parts: ServerParts,
  globals: Readonly<Record<string, unknown>>,
  by: Principal
): Promise<void> => parts.turns.take(() => writeGlobals(parts, globals, by))

/** A text template as its owner would see it: `{{msg.x}}` is left as it stands. */
export const previewTemplate = (
  { runtime, env }: ServerParts,
  { template, flow }: { readonly template: string; readonly flow?: string }
): { readonly text?: string; readonly problem?: string } => {
  const problem = templateProblem(template, true)
  if (problem !== undefined) return { problem }
  const values = { ...runtime.globals, ...runtime.flows.find(({ id }) => id === flow)?.env }
  try {
    const text = renderStart(template, {
      env,
      global(name) {
        if (!Object.hasOwn(values, name)) throw new Error(`names the global ${name}, which does not exist`)
        return values[name]
      }
    })
    return { text }
  } catch (error) {
    return { problem: (error as Error).message }
  }
}
