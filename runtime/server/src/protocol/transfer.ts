import type { Flow, StoredCredential, StoredIntegration } from '@millrace/engine'

/** What is exported: those named by id, all of them where a list is left out. */
export interface ExportRequest {
  readonly flows?: readonly string[]
  /** Left out beside a list of flows: those that the flows use. */
  readonly integrations?: readonly string[]
  /** Also the globals, with their values. */
  readonly globals?: boolean
}

/** Flows and integrations to take elsewhere. Where a secret was stands `{ "$secret": "" }`: an import asks for it again. */
export interface ExportFile {
  readonly format: 1
  readonly kind: 'millrace-export'
  readonly flows: readonly Flow[]
  readonly integrations: readonly StoredIntegration[]
  readonly credentials: readonly StoredCredential[]
  readonly globals: Readonly<Record<string, unknown>>
}

export interface Imported {
  readonly id: string
  readonly name: string
  /** The id that it had in the file, when that was taken here. */
  readonly was?: string
}

export interface ImportResult {
  /** Of the flows, when there were any. */
  readonly revision: number
  /** All arrive disabled. */
  readonly flows: readonly Imported[]
  readonly integrations: readonly Imported[]
  readonly credentials: readonly Imported[]
  /** Globals that the file holds and this server did not have; others stay as they are. */
  readonly globals: readonly string[]
  /** Secrets to enter before it can be enabled. */
  readonly secrets: readonly {
    readonly kind: 'integration' | 'credential' | 'node'
    /** An id, or a node's address. */
    readonly id: string
    readonly name: string
    /** JSON pointer to the field in its config. */
    readonly path: string
  }[]
}

export interface TransferRequests {
  export(request: ExportRequest): ExportFile
  import(request: { readonly file: ExportFile }): ImportResult
}
