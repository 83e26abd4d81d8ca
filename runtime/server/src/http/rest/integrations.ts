import { t } from '@millrace/sdk'
import { duplicateIntegration } from '../../operations/duplicate-integration.ts'
import { integrationActivity } from '../../operations/integration-activity.ts'
import { integrationUses } from '../../operations/integration-uses.ts'
import { findIntegration, removeIntegration, saveIntegration, testIntegration } from '../../operations/integrations.ts'
import { listIntegrations, PER_PAGE } from '../../operations/list-integrations.ts'
import type { ServerParts } from '../../operations/parts.ts'
import { connections, withoutSecrets } from '../../operations/workspace.ts'
import { ActivitySchema, FlowUseSchema, LogLineSchema } from '../../schemas/activity.ts'
import { IntegrationSchema } from '../../schemas/integration.ts'
import { ConnectionSchema, TestResultSchema } from '../../schemas/views.ts'
import { Paged } from './paged.ts'
import { refuseOtherId } from './refuse-other-id.ts'
import { type RestRoute, route } from './route.ts'

const IncludeFlows = t.Object({
  includeFlows: t.Optional(t.Boolean({ description: 'Also remove the flows that it triggers.' }))
})

const Name = t.Object({ name: t.Optional(t.String({ minLength: 1, maxLength: 255 })) })
const Query = t.Object({
  search: t.Optional(t.String({ description: 'Text in name, id or type; with * and ? a pattern for the whole name.' })),
  type: t.Optional(t.String({ description: 'Of this type; * and ? make it a pattern.' })),
  status: t.Optional(t.String({ enum: ['unconfigured', 'disabled', 'idle', 'connecting', 'connected', 'error'] })),
  sort: t.Optional(t.choice(['name', 'id', 'type', 'status', 'createdAt', 'updatedAt'])),
  order: t.Optional(t.choice(['asc', 'desc'])),
  page: t.Optional(t.Integer({ minimum: 0, description: 'Counted from 0.' })),
  perPage: t.Optional(t.Integer({ minimum: 1, maximum: 1000, description: `${PER_PAGE} when left out.` }))
})

export const integrationRoutes = (parts: ServerParts): readonly RestRoute[] => [
  route({
    method: 'get',
    path: '/integrations',
    role: 'viewer',
    summary: 'Integrations by pages, as many as X-Total-Count says in all; secrets stand there as references.',
    query: Query,
    response: t.Array(IntegrationSchema),
    answer: ({ query }) => {
      const { items, total } = listIntegrations(parts, query)
      return new Paged(items, total)
    }
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
    method: 'post',
    path: '/integrations/:id/duplicate',
    role: 'editor',
    summary: 'Copies an integration under another id and name, switched off.',
    body: Name,
    response: IntegrationSchema,
    answer: ({ params, body, principal }) => duplicateIntegration(parts, { id: params.id ?? '', ...body }, principal)
  }),
  route({
    method: 'get',
    path: '/integrations/:id/flows',
    role: 'viewer',
    summary: 'The flows that use it, those that it triggers first.',
    response: t.Array(FlowUseSchema),
    answer: ({ params }) => integrationUses(parts.runtime, findIntegration(parts.runtime, params.id ?? '').id)
  }),
  route({
    method: 'get',
    path: '/integrations/:id/log',
    role: 'viewer',
    summary: 'Its latest log lines, oldest first.',
    response: t.Array(LogLineSchema),
    answer: ({ params }) => parts.logs.of(findIntegration(parts.runtime, params.id ?? '').id)
  }),
  route({
    method: 'get',
    path: '/activity',
    role: 'viewer',
    summary:
      'What went through the integrations in each minute of the last hour, and how much of their limits is used.',
    response: t.Array(ActivitySchema),
    answer: () => integrationActivity(parts)
  }),
  route({
    method: 'get',
    path: '/connections',
    role: 'viewer',
    summary: 'How the integrations are connected.',
    response: t.Array(ConnectionSchema),
    answer: () => connections(parts)
  })
]
