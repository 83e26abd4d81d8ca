import type { Flow } from '@millrace/engine'
import { FlowError, t } from '@millrace/sdk'
import { changeFlows, deployFlows, flowProblems } from '../../operations/flows.ts'
import type { ServerParts } from '../../operations/parts.ts'
import { FlowSchema } from '../../schemas/flow.ts'
import { DeployedSchema, ProblemSchema } from '../../schemas/views.ts'
import { type RestRoute, route } from './route.ts'

const Base = t.Object({
  base: t.Optional(t.Integer({ description: 'Refuse with 409 when this is not the running revision.' })),
  note: t.Optional(t.String({ description: 'Kept with the revision.' }))
})
const Flows = t.Array(FlowSchema)

export const flowRoutes = (parts: ServerParts): readonly RestRoute[] => [
  route({
    method: 'get',
    path: '/flows',
    role: 'viewer',
    summary: 'All flows, as they are deployed.',
    response: Flows,
    answer: () => parts.runtime.flows
  }),
  route({
    method: 'put',
    path: '/flows',
    role: 'editor',
    summary: 'Replaces all flows: deploys these and no others, all or nothing.',
    query: Base,
    body: Flows,
    response: DeployedSchema,
    answer: ({ body, query, principal }) => deployFlows(parts, { ...query, flows: body }, principal)
  }),
  route({
    method: 'get',
    path: '/flows/:id',
    role: 'viewer',
    summary: 'One flow.',
    response: FlowSchema,
    answer: ({ params }) => flowOf(parts.runtime.flows, params.id)
  }),
  route({
    method: 'put',
    path: '/flows/:id',
    role: 'editor',
    summary: 'Deploys one flow, new or changed; the others stay as they are.',
    body: FlowSchema,
    response: DeployedSchema,
    answer: ({ params, body: flow, principal }) => {
      if (flow.id !== params.id)
        throw new FlowError('CONFIG_INVALID', `The flow has the id ${flow.id}, and the address names ${params.id}.`)
      return changeFlows(parts, flows => withFlow(flows, flow), `Changed ${flow.name}`, principal)
    }
  }),
  route({
    method: 'delete',
    path: '/flows/:id',
    role: 'editor',
    summary: 'Removes one flow.',
    response: DeployedSchema,
    answer: ({ params, principal }) => {
      const { id, name } = flowOf(parts.runtime.flows, params.id)
      return changeFlows(parts, flows => flows.filter(flow => flow.id !== id), `Removed ${name}`, principal)
    }
  }),
  route({
    method: 'post',
    path: '/problems',
    role: 'viewer',
    summary: 'What a deploy of these flows would find. Changes nothing.',
    body: Flows,
    response: t.Array(ProblemSchema),
    answer: ({ body }) => flowProblems(parts, body)
  }),
  route({
    method: 'get',
    path: '/problems',
    role: 'viewer',
    summary: 'Problems of the flows that are deployed.',
    response: t.Array(ProblemSchema),
    answer: () => flowProblems(parts, parts.runtime.flows)
  })
]

const flowOf = (flows: readonly Flow[], id: string | undefined): Flow => {
  const flow = flows.find(one => one.id === id)
  if (!flow) throw new FlowError('FLOW_UNKNOWN', `There is no flow ${id}.`)
  return flow
}

const withFlow = (flows: readonly Flow[], flow: Flow): readonly Flow[] =>
  flows.some(({ id }) => id === flow.id) ? flows.map(one => (one.id === flow.id ? flow : one)) : [...flows, flow]
