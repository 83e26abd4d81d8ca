import { t } from '@millrace/sdk'
import type { ServerParts } from '../../operations/parts.ts'
import { statuses } from '../../operations/workspace.ts'
import { BalanceSchema, CountsSchema, HealthSchema, StatusSchema } from '../../schemas/views.ts'
import { type RestRoute, route } from './route.ts'

const Input = t.Object({ input: t.Optional(t.Unknown()) })

export const runningRoutes = (parts: ServerParts): readonly RestRoute[] => [
  route({
    method: 'get',
    path: '/health',
    role: 'viewer',
    summary: 'Whether the flows run, and whether messages can be kept safe.',
    response: HealthSchema,
    answer: () => parts.health.health
  }),
  route({
    method: 'post',
    path: '/start-flows',
    role: 'operator',
    summary: 'Leaves safe mode: connects the integrations and starts the flows.',
    answer: () => parts.health.startFlows()
  }),
  route({
    method: 'get',
    path: '/statuses',
    role: 'viewer',
    summary: 'What nodes say about themselves.',
    response: t.Array(StatusSchema),
    answer: () => statuses(parts)
  }),
  route({
    method: 'get',
    path: '/counts',
    role: 'viewer',
    summary: 'How many messages arrived and what became of them, in all and by node.',
    response: t.Object({ balance: BalanceSchema, nodes: t.Array(CountsSchema) }),
    answer: () => ({ balance: parts.runtime.balance(), nodes: parts.runtime.counts() })
  }),
  route({
    method: 'post',
    path: '/nodes/:flow/:node/press',
    role: 'operator',
    summary: "Presses a node's button.",
    body: Input,
    answer: ({ params, body }) => parts.runtime.press(`${params.flow}/${params.node}`, body.input)
  })
]
