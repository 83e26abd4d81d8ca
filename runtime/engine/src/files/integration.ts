import type { Limits } from '@millrace/sdk'

/** One integration, as `integrations.json` holds it. A secret stands there as `{ "$secret": "<id>" }`. */
export interface StoredIntegration {
  readonly id: string
  readonly type: string
  readonly version?: number
  readonly name: string
  readonly enabled?: boolean
  readonly config: Readonly<Record<string, unknown>>
  readonly limits?: Limits
}

/** One credential, kept like an integration and referred to by id. */
export interface StoredCredential {
  readonly id: string
  readonly type: string
  readonly version?: number
  readonly name: string
  readonly description?: string
  /** What uses one that is switched off fails, and says so. */
  readonly enabled?: boolean
  readonly config: Readonly<Record<string, unknown>>
}
