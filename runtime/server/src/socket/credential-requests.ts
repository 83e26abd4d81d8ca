import { credentialViews, removeCredential, rotateCredential, saveCredential } from '../operations/credentials.ts'
import type { ServerParts } from '../operations/parts.ts'
import { CredentialQuery, RemoveCredential, RotateCredential } from '../schemas/credentials.ts'
import { CredentialSchema } from '../schemas/integration.ts'
import type { RequestHandlers } from './request.ts'

type CredentialRequest = 'credentials:list' | `credential:${'save' | 'rotate' | 'remove'}`

export const credentialRequests = (parts: ServerParts): RequestHandlers<CredentialRequest> => ({
  'credentials:list': { role: 'viewer', schema: CredentialQuery, answer: filter => credentialViews(parts, filter) },
  'credential:save': {
    role: 'editor',
    schema: CredentialSchema,
    answer: (credential, { principal }) => saveCredential(parts, credential, principal)
  },
  'credential:rotate': {
    role: 'editor',
    schema: RotateCredential,
    answer: (request, { principal }) => rotateCredential(parts, request, principal)
  },
  'credential:remove': {
    role: 'editor',
    schema: RemoveCredential,
    async answer(request, { principal }) {
      await removeCredential(parts, request, principal)
      return null
    }
  }
})
