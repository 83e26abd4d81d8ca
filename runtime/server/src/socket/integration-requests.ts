import { duplicateIntegration } from '../operations/duplicate-integration.ts'
import { integrationActivity } from '../operations/integration-activity.ts'
import { integrationUses } from '../operations/integration-uses.ts'
import { findIntegration, removeIntegration, saveIntegration, testIntegration } from '../operations/integrations.ts'
import type { ServerParts } from '../operations/parts.ts'
import { IntegrationSchema } from '../schemas/integration.ts'
import { DuplicateIntegration, Id, ListQuery, RemoveIntegration, TestIntegration } from '../schemas/requests.ts'
import type { RequestHandlers } from './request.ts'

type IntegrationRequest =
  | `integration:${'save' | 'remove' | 'duplicate' | 'test' | 'reconnect' | 'log' | 'uses'}`
  | 'integrations:activity'
  | 'options'

export const integrationRequests = (parts: ServerParts): RequestHandlers<IntegrationRequest> => ({
  'integration:save': {
    role: 'editor',
    schema: IntegrationSchema,
    answer: (integration, { principal }) => saveIntegration(parts, integration, principal)
  },
  'integration:remove': {
    role: 'editor',
    schema: RemoveIntegration,
    async answer(request, { principal }) {
      await removeIntegration(parts, request, principal)
      return null
    }
  },
  'integration:duplicate': {
    role: 'editor',
    schema: DuplicateIntegration,
    answer: (request, { principal }) => duplicateIntegration(parts, request, principal)
  },
  'integration:uses': { role: 'viewer', schema: Id, answer: ({ id }) => integrationUses(parts.runtime, id) },
  'integrations:activity': { role: 'viewer', answer: () => integrationActivity(parts) },
  'integration:test': {
    role: 'editor',
    schema: TestIntegration,
    answer: ({ run, integration }, { push, signal }) =>
      testIntegration(parts, integration, stage => push('test:stage', { ...stage, run }), signal)
  },
  'integration:reconnect': {
    role: 'operator',
    schema: Id,
    answer({ id }) {
      findIntegration(parts.runtime, id)
      parts.runtime.reconnect(id)
      return null
    }
  },
  'integration:log': { role: 'viewer', schema: Id, answer: ({ id }) => parts.logs.of(id) },
  options: {
    role: 'viewer',
    schema: ListQuery,
    answer: ({ integration, list, search }) => parts.runtime.listOptions(integration, list, search)
  }
})
