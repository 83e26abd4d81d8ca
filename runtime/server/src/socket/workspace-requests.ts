import type { ServerParts } from '../operations/parts.ts'
import { GREETED, workspace } from '../operations/workspace.ts'
import type { RequestHandlers } from './request.ts'

export const workspaceRequests = (parts: ServerParts): RequestHandlers<'workspace' | 'greeting:dismiss'> => ({
  workspace: { role: 'viewer', answer: (_, { principal }) => workspace(parts, principal) },
  'greeting:dismiss': {
    role: 'viewer',
    answer() {
      parts.folder.facts.set(GREETED, 'yes')
      return null
    }
  }
})
