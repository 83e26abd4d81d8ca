import type { Http, Log, Plugin, State, Storage } from '@millrace/sdk'
import type { Flow, RetryPolicy } from './files/flow.ts'
import type { StoredCredential, StoredIntegration } from './files/integration.ts'
import type { Journal } from './journal.ts'
import type { Sandbox } from './sandbox.ts'

/** What an embedder hands in. Only `plugins` is needed; everything else has a default that touches no disk and no network. */
export interface RuntimeOptions {
  readonly plugins: readonly Plugin[]
  readonly flows?: readonly Flow[]
  readonly integrations?: readonly StoredIntegration[]
  readonly credentials?: readonly StoredCredential[]
  readonly globals?: Readonly<Record<string, unknown>>
  /** The number of the revision that `flows` are; counted on by each deploy. */
  readonly revision?: number
  readonly sandbox?: Sandbox
  /** Kept in memory when left out: nothing survives the process. */
  readonly journal?: Journal
  /** Small durable values of one owner: cursors, checkpoints. */
  readonly storage?: (owner: string) => Storage
  /** Context, flow and global state by owner and store name. */
  readonly state?: (owner: string, store?: string) => State
  /** Undefined while all state that was written is durable; otherwise resolves when what was written so far is. Rejects when it cannot be kept. */
  readonly stateSaved?: () => Promise<void> | undefined
  /** What is registered for an owner ends when `signal` aborts. */
  readonly http?: (owner: string, signal: AbortSignal) => Http
  readonly fetch?: typeof globalThis.fetch
  readonly log?: Log
  /** Plain text of the secret that a stored config refers to. */
  readonly secret?: (id: string) => string | undefined
  readonly env?: (name: string) => string | undefined
  /** Writes back what `save` of a connection changed; may answer with what it wrote, such as secrets become references. */
  readonly onIntegrationChange?: (integration: StoredIntegration) => Promise<StoredIntegration | undefined>
  readonly settings?: Partial<RuntimeSettings>
}

export interface RuntimeSettings {
  /** Messages of one trigger that may be under way at the same time. */
  readonly maxInFlight: number
  /** How failed messages are tried again where a flow says nothing. */
  readonly retry: Required<RetryPolicy>
  /** Milliseconds that messages have to finish on the old graph after a deploy, and before a stop. */
  readonly drainTimeout: number
  /**
   * Milliseconds after which the journal takes over a message that is still under way, so that its source can be
   * acknowledged, and one that a node holds, so that what came before is done with it.
   */
  readonly spillAfter: number
  /** Milliseconds before attempt n of a connection, counted from 1. */
  readonly backoff: (attempt: number) => number
  /** Milliseconds that `connect` may take. */
  readonly connectTimeout: number
  /** Freezes every message all the way down, so that a node that edits one in place is found out. */
  readonly freezeMessages: boolean
  /** Acknowledges messages as soon as they arrive. Loses messages in a crash: it is there for comparison. */
  readonly acknowledgeOnArrival: boolean
}
