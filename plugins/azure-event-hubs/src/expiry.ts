import type { Expiry } from '@millrace/sdk'
import type { HubConfig } from './config.ts'
import { connectionStringProblems, parseConnectionString, signatureEnd } from './connection-string.ts'

/** A connection string with a shared access signature ends when the signature does; one with a key does not. */
export const hubExpiry = ({ access }: HubConfig): readonly Expiry[] => {
  if (access.method !== 'connectionString' || typeof access.connectionString !== 'string') return []
  if (connectionStringProblems(access.connectionString, '').length > 0) return []
  const { signature } = parseConnectionString(access.connectionString)
  const at = signature === undefined ? undefined : signatureEnd(signature)
  return at === undefined ? [] : [{ path: '/access/connectionString', what: 'the shared access signature', at }]
}
