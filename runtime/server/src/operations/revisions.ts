import type { Flow } from '@millrace/engine'
import { FlowError } from '@millrace/sdk'
import type { FlowRevision } from '../protocol.ts'
import type { ServerParts } from './parts.ts'

/** Newest first. */
export const flowRevisions = ({ folder }: ServerParts): readonly FlowRevision[] => folder.revisions.list('flows')

/** The flows as they were deployed then. Secrets that nothing refers to any more have to be entered again. */
export const flowRevision = ({ folder }: ServerParts, revision: number): readonly Flow[] => {
  const flows = folder.revisions.content('flows', revision)
  if (flows === undefined)
    throw new FlowError('REVISION_UNKNOWN', `There is no revision ${revision}, or it is too old.`)
  return flows as readonly Flow[]
}
