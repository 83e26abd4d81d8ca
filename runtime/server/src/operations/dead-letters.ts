import type { ServerParts } from './parts.ts'

/** Takes dead letters out for good; all of them without ids. Resolves to how many there were. */
export const purgeDeadLetters = async ({ runtime, changes }: ServerParts, ids?: readonly string[]): Promise<number> => {
  const purged = await runtime.journal.purge(ids)
  changes.emit('deadLetters', { count: runtime.journal.deadLetterCount() })
  return purged
}
