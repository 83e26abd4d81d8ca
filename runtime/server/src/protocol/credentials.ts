import type { StoredCredential } from '@millrace/engine'

/** An integration or a node with a field that names a credential. */
export interface CredentialUse {
  readonly kind: 'integration' | 'node'
  /** The integration's id, or the node's address, `flow/node`. */
  readonly id: string
  readonly name: string
  /** Of a node. */
  readonly flow?: { readonly id: string; readonly name: string }
  /** JSON pointer to the field in its config. */
  readonly path: string
}

/** Something that ends soon, or has ended: a certificate, a token. */
export interface ExpiryWarning {
  readonly kind: 'integration' | 'credential'
  readonly id: string
  readonly name: string
  /** JSON pointer to the field in its config. */
  readonly path: string
  /** In words for people: "the client certificate". */
  readonly what: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly state: 'soon' | 'over'
}

export interface CredentialView {
  readonly credential: StoredCredential
  /** Empty when nothing uses it. */
  readonly uses: readonly CredentialUse[]
  readonly expiries: readonly ExpiryWarning[]
  /** Milliseconds since the epoch; undefined for one that is older than this record. */
  readonly createdAt?: number
  readonly updatedAt?: number
}

export interface CredentialRequests {
  /** By name. With `type` only those of that type, with `unused` only those that nothing uses. */
  'credentials:list'(request: {
    readonly type?: string
    readonly unused?: boolean
    readonly search?: string
  }): readonly CredentialView[]
  /**
   * As with integrations: plain secrets are sealed, references stay. NAME_TAKEN when another has its name; one with
   * `enabled: false` makes what uses it fail until it is enabled again.
   */
  'credential:save'(credential: StoredCredential): StoredCredential
  /** Lays `config` with new plain secrets over the stored one: same id, and what uses it connects anew, without a deploy. */
  'credential:rotate'(request: {
    readonly id: string
    readonly config: Readonly<Record<string, unknown>>
  }): StoredCredential
  /** CREDENTIAL_IN_USE, with `uses` in the failure, while something uses it, unless `force` is set. */
  'credential:remove'(request: { readonly id: string; readonly force?: boolean }): null
}

export interface CredentialPushes {
  credentials(credentials: readonly StoredCredential[]): void
  /** All warnings, soonest first. */
  expiries(expiries: readonly ExpiryWarning[]): void
}
