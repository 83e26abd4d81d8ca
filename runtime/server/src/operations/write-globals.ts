import { ConfigError } from '@millrace/sdk'
import { FORMAT } from '../files/read-json.ts'
import { globalProblems } from './global-problems.ts'
import type { Principal, ServerParts } from './parts.ts'

/** Replaces the globals; on the disk when it resolves. Must hold the turn. */
export const writeGlobals = async (
  { runtime, folder, changes }: ServerParts,
  globals: Readonly<Record<string, unknown>>,
  by: Principal
): Promise<void> => {
  folder.globals.refuseBroken()
  const problems = globalProblems(globals)
  if (problems.length > 0) throw new ConfigError(problems)
  await runtime.setGlobals(globals)
  await folder.globals.write({ format: FORMAT, globals })
  folder.revisions.add({ kind: 'globals', author: by.name }, globals)
  changes.emit('globals', globals)
}
