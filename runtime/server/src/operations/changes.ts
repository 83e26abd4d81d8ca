import { EventEmitter } from 'node:events'
import type { Flow, StoredCredential, StoredIntegration } from '@millrace/engine'

/** What people changed, for all editors to hear of. */
export class Changes extends EventEmitter<{
  deployed: [{ readonly revision: number; readonly flows: readonly Flow[]; readonly by?: string }]
  integrations: [readonly StoredIntegration[]]
  credentials: [readonly StoredCredential[]]
  globals: [Readonly<Record<string, unknown>>]
  deadLetters: [{ readonly count: number }]
}> {}
