import { saveGlobals } from '../../operations/globals.ts'
import type { ServerParts } from '../../operations/parts.ts'
import { Globals } from '../../schemas/requests.ts'
import { type RestRoute, route } from './route.ts'

export const globalRoutes = (parts: ServerParts): readonly RestRoute[] => [
  route({
    method: 'get',
    path: '/globals',
    role: 'viewer',
    summary: 'All globals by name.',
    response: Globals,
    answer: () => parts.runtime.globals
  }),
  route({
    method: 'put',
    path: '/globals',
    role: 'editor',
    summary: 'Replaces all globals; what read one that changed is started anew.',
    body: Globals,
    answer: ({ body, principal }) => saveGlobals(parts, body, principal)
  })
]
