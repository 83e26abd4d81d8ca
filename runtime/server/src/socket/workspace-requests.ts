import type { ServerParts } from '../operations/parts.ts'
import { GREETED, workspace } from '../operations/workspace.ts'
import type { RequestHandlers } from './request.ts'

export const workspaceRequests = (
  parts: ServerParts
): RequestHandlers<'workspace' | 'greeting:dismiss' | 'health' | 'runtime:start-flows'> => ({
  workspace: { role: 'viewer', answer: (_, { principal }) => workspace(parts, principal) },
  health: { role: 'viewer', answer: () => parts.health.health },
  'runtime:start-flows': {
    role: 'operator',
    async answer() {
      await parts.health.startFlows()
      return null
    }
  },
  'greeting:dismiss': {
    role: 'viewer',
    answer() {
      parts.folder.facts.set(GREETED, 'yes')
      return null
    }
  }
})
