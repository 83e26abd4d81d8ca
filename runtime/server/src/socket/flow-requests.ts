import { configProblems } from '../operations/config-problems.ts'
import { deployFlows, flowProblems } from '../operations/flows.ts'
import type { ServerParts } from '../operations/parts.ts'
import { restoreRevision } from '../operations/restore-revision.ts'
import { flowRevision, flowRevisions } from '../operations/revisions.ts'
import { Deploy, Flows, Press, RestoreRevision, RevisionNumber, TypedConfig } from '../schemas/requests.ts'
import type { RequestHandlers } from './request.ts'

type FlowRequest = 'deploy' | 'check' | 'problems' | 'press' | 'guarantees' | `revisions:${'list' | 'get' | 'restore'}`

export const flowRequests = (parts: ServerParts): RequestHandlers<FlowRequest> => ({
  deploy: {
    role: 'editor',
    schema: Deploy,
    answer: (request, { principal }) => deployFlows(parts, request, principal)
  },
  check: { role: 'viewer', schema: Flows, answer: ({ flows }) => flowProblems(parts, flows) },
  problems: {
    role: 'viewer',
    schema: TypedConfig,
    answer: request => configProblems(parts, request)
  },
  press: {
    role: 'operator',
    schema: Press,
    async answer({ address, input }) {
      await parts.runtime.press(address, input)
      return null
    }
  },
  guarantees: { role: 'viewer', answer: () => parts.runtime.guarantees() },
  'revisions:list': { role: 'viewer', answer: () => flowRevisions(parts) },
  'revisions:get': { role: 'viewer', schema: RevisionNumber, answer: ({ revision }) => flowRevision(parts, revision) },
  'revisions:restore': {
    role: 'editor',
    schema: RestoreRevision,
    answer: (request, { principal }) => restoreRevision(parts, request, principal)
  }
})
