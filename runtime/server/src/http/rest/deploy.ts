import { t } from '@millrace/sdk'
import { deployFlows } from '../../operations/flows.ts'
import type { ServerParts } from '../../operations/parts.ts'
import { restoreRevision } from '../../operations/restore-revision.ts'
import { flowRevision, flowRevisions } from '../../operations/revisions.ts'
import { FlowSchema } from '../../schemas/flow.ts'
import { Deploy } from '../../schemas/requests.ts'
import { DeployedSchema, RestoredSchema, RevisionSchema } from '../../schemas/views.ts'
import { type RestRoute, route } from './route.ts'

const Note = t.Object({ note: t.Optional(t.String({ maxLength: 2000 })) })

export const deployRoutes = (parts: ServerParts): readonly RestRoute[] => [
  route({
    method: 'post',
    path: '/deploy',
    role: 'editor',
    summary: 'Deploys flows that were edited from the revision `base`; answers 409 when another is running.',
    body: Deploy,
    response: DeployedSchema,
    answer: ({ body, principal }) => deployFlows(parts, body, principal)
  }),
  route({
    method: 'get',
    path: '/revisions',
    role: 'viewer',
    summary: 'The deploys of the past, newest first.',
    response: t.Array(RevisionSchema),
    answer: () => flowRevisions(parts)
  }),
  route({
    method: 'get',
    path: '/revisions/:number',
    role: 'viewer',
    summary: 'The flows of one deploy of the past.',
    response: t.Array(FlowSchema),
    answer: ({ params }) => flowRevision(parts, Number(params.number))
  }),
  route({
    method: 'post',
    path: '/revisions/:number/restore',
    role: 'editor',
    summary:
      'Deploys the flows of one deploy of the past, with the integrations that they name and that were removed since.',
    body: Note,
    response: RestoredSchema,
    answer: ({ params, body, principal }) =>
      restoreRevision(parts, { revision: Number(params.number), ...body }, principal)
  })
]
