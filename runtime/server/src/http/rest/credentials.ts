import { t } from '@millrace/sdk'
import {
  credentialView,
  credentialViews,
  removeCredential,
  rotateCredential,
  saveCredential
} from '../../operations/credentials.ts'
import type { ServerParts } from '../../operations/parts.ts'
import { CredentialQuery, CredentialViewSchema, ExpirySchema, Force, Secrets } from '../../schemas/credentials.ts'
import { CredentialSchema } from '../../schemas/integration.ts'
import { refuseOtherId } from './refuse-other-id.ts'
import { type RestRoute, route } from './route.ts'

export const credentialRoutes = (parts: ServerParts): readonly RestRoute[] => [
  route({
    method: 'get',
    path: '/credentials',
    role: 'viewer',
    summary: 'Credentials by name; secrets stand there as references.',
    query: CredentialQuery,
    response: t.Array(CredentialSchema),
    answer: ({ query }) => credentialViews(parts, query).map(({ credential }) => credential)
  }),
  route({
    method: 'get',
    path: '/credentials/:id',
    role: 'viewer',
    summary: 'One credential, with what uses it and what of it ends soon.',
    response: CredentialViewSchema,
    answer: ({ params }) => credentialView(parts, params.id ?? '')
  }),
  route({
    method: 'put',
    path: '/credentials/:id',
    role: 'editor',
    summary: 'Makes or changes a credential; what uses it connects anew.',
    body: CredentialSchema,
    response: CredentialSchema,
    answer: ({ params, body, principal }) => {
      refuseOtherId(params.id, body.id)
      return saveCredential(parts, body, principal)
    }
  }),
  route({
    method: 'post',
    path: '/credentials/:id/rotate',
    role: 'editor',
    summary: 'Puts new secrets in the place of the old ones.',
    body: Secrets,
    response: CredentialSchema,
    answer: ({ params, body, principal }) => rotateCredential(parts, { id: params.id ?? '', ...body }, principal)
  }),
  route({
    method: 'delete',
    path: '/credentials/:id',
    role: 'editor',
    summary: 'Removes a credential that nothing uses.',
    query: Force,
    answer: ({ params, query, principal }) => removeCredential(parts, { id: params.id ?? '', ...query }, principal)
  }),
  route({
    method: 'get',
    path: '/expiries',
    role: 'viewer',
    summary: 'Certificates, tokens and the like that end soon or have ended, soonest first.',
    response: t.Array(ExpirySchema),
    answer: () => parts.expiries.warnings
  })
]
