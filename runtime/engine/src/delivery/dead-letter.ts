import type { DeadLetter } from '../journal.ts'
import type { Arrival } from './arrival.ts'
import { failedAt } from './failure.ts'

/** What is kept of a message that failed for good. */
export const deadLetterOf = (arrival: Arrival, error: Error, tries: number, revision: number): DeadLetter => {
  const station = failedAt.get(error)
  const code = 'code' in error ? { code: String(error.code) } : {}
  return {
    ...arrival.entry(tries),
    error: { ...code, message: error.message, ...(station && { node: station.id }) },
    revision,
    buriedAt: Date.now()
  }
}

/** Where a message failed and why, for the log. */
export const failureOf = ({ flow, node, id }: Arrival, error: Error): object => ({
  flow,
  node: failedAt.get(error)?.id ?? node,
  id,
  error: error.message
})
