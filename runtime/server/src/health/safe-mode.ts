import type { SafeMode } from '../protocol.ts'
import type { Settings } from '../settings/schema.ts'
import type { StartRecord } from './start-record.ts'

/** Whether this start leaves the flows stopped, and why: people ask for it, or so many starts in a row ended badly. */
export const safeModeOf = (
  { safe: asked, crashLoop }: Pick<Settings, 'safe' | 'crashLoop'>,
  record: StartRecord
): SafeMode | undefined => {
  const { culprit } = record
  if (asked)
    return {
      reason: 'asked',
      message: 'Millrace was started in safe mode: the flows are stopped. Look them over, then start them.',
      ...(culprit && { culprit })
    }
  if (crashLoop === 0 || record.failures < crashLoop) return undefined
  const last = culprit ? ` What last went wrong there was ${culprit.owner}: ${culprit.error}.` : ''
  return {
    reason: 'crashes',
    message: `The last ${record.failures} starts ended within a minute, so the flows are stopped.${last} Change or disable what fails, then start the flows.`,
    ...(culprit && { culprit })
  }
}
