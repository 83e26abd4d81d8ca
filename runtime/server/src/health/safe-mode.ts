import type { SafeMode } from '../protocol.ts'
import type { StartRecord } from './start-record.ts'

/** Whether this start leaves the flows stopped, and why. */
export const safeModeOf = (asked: boolean, record: StartRecord): SafeMode | undefined => {
  const { culprit } = record
  if (asked)
    return {
      reason: 'asked',
      message: 'Millrace was started in safe mode: the flows are stopped. Look them over, then start them.',
      ...(culprit && { culprit })
    }
  if (!record.loops) return undefined
  const last = culprit ? ` What last went wrong there was ${culprit.owner}: ${culprit.error}.` : ''
  return {
    reason: 'crashes',
    message: `The last ${record.failures} starts ended within a minute, so the flows are stopped.${last} Change or disable what fails, then start the flows.`,
    ...(culprit && { culprit })
  }
}
