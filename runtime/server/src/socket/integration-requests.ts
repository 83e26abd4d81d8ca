import { removeCredential, saveCredential } from '../operations/credentials.ts'
import { findIntegration, removeIntegration, saveIntegration, testIntegration } from '../operations/integrations.ts'
import type { ServerParts } from '../operations/parts.ts'
import { CredentialSchema, IntegrationSchema } from '../schemas/integration.ts'
import { Id, ListQuery, RemoveIntegration, TestIntegration } from '../schemas/requests.ts'
import type { RequestHandlers } from './request.ts'

type IntegrationRequest =
  | `integration:${'save' | 'remove' | 'test' | 'reconnect' | 'log'}`
  | `credential:${'save' | 'remove'}`
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
  },
  'credential:save': {
    role: 'editor',
    schema: CredentialSchema,
    answer: (credential, { principal }) => saveCredential(parts, credential, principal)
  },
  'credential:remove': {
    role: 'editor',
    schema: Id,
    async answer({ id }, { principal }) {
      await removeCredential(parts, id, principal)
      return null
    }
  }
})
