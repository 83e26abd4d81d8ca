import { FlowError, t } from '@millrace/sdk'
import { removeCredential, saveCredential } from '../../operations/credentials.ts'
import { findIntegration, removeIntegration, saveIntegration, testIntegration } from '../../operations/integrations.ts'
import type { ServerParts } from '../../operations/parts.ts'
import { connections, withoutSecrets } from '../../operations/workspace.ts'
import { CredentialSchema, IntegrationSchema } from '../../schemas/integration.ts'
import { ConnectionSchema, TestResultSchema } from '../../schemas/views.ts'
import { type RestRoute, route } from './route.ts'

const IncludeFlows = t.Object({
  includeFlows: t.Optional(t.Boolean({ description: 'Also remove the flows that it triggers.' }))
})

export const integrationRoutes = (parts: ServerParts): readonly RestRoute[] => [
  route({
    method: 'get',
    path: '/integrations',
    role: 'viewer',
    summary: 'All integrations; secrets stand there as references.',
    response: t.Array(IntegrationSchema),
    answer: () => withoutSecrets(parts.runtime, parts.runtime.integrations)
  }),
  route({
    method: 'get',
    path: '/integrations/:id',
    role: 'viewer',
    summary: 'One integration.',
    response: IntegrationSchema,
    answer: ({ params }) => withoutSecrets(parts.runtime, [findIntegration(parts.runtime, params.id ?? '')])[0]
  }),
  route({
    method: 'put',
    path: '/integrations/:id',
    role: 'editor',
    summary: 'Makes or changes an integration. Plain secrets are sealed, references stay.',
    body: IntegrationSchema,
    response: IntegrationSchema,
    answer: ({ params, body, principal }) => {
      refuseOtherId(params.id, body.id)
      return saveIntegration(parts, body, principal)
    }
  }),
  route({
    method: 'delete',
    path: '/integrations/:id',
    role: 'editor',
    summary: 'Removes an integration.',
    query: IncludeFlows,
    answer: ({ params, query, principal }) => removeIntegration(parts, { id: params.id ?? '', ...query }, principal)
  }),
  route({
    method: 'post',
    path: '/integrations/:id/test',
    role: 'editor',
    summary: 'Connects and checks beside what is running, with the settings that are saved.',
    response: TestResultSchema,
    answer: ({ params, signal }) =>
      testIntegration(parts, findIntegration(parts.runtime, params.id ?? ''), undefined, signal)
  }),
  route({
    method: 'post',
    path: '/integrations/:id/reconnect',
    role: 'operator',
    summary: 'Connects again at once.',
    answer: ({ params }) => {
      const { id } = findIntegration(parts.runtime, params.id ?? '')
      parts.runtime.reconnect(id)
    }
  }),
  route({
    method: 'get',
    path: '/connections',
    role: 'viewer',
    summary: 'How the integrations are connected.',
    response: t.Array(ConnectionSchema),
    answer: () => connections(parts)
  }),
  route({
    method: 'get',
    path: '/credentials',
    role: 'viewer',
    summary: 'All credentials; secrets stand there as references.',
    response: t.Array(CredentialSchema),
    answer: () => withoutSecrets(parts.runtime, parts.runtime.credentials)
  }),
  route({
    method: 'put',
    path: '/credentials/:id',
    role: 'editor',
    summary: 'Makes or changes a credential.',
    body: CredentialSchema,
    response: CredentialSchema,
    answer: ({ params, body, principal }) => {
      refuseOtherId(params.id, body.id)
      return saveCredential(parts, body, principal)
    }
  }),
  route({
    method: 'delete',
    path: '/credentials/:id',
    role: 'editor',
    summary: 'Removes a credential.',
    answer: ({ params, principal }) => removeCredential(parts, params.id ?? '', principal)
  })
]

const refuseOtherId = (named: string | undefined, sent: string): void => {
  if (named !== sent)
    throw new FlowError('CONFIG_INVALID', `The body has the id ${sent}, and the address names ${named}.`)
}
