/**
 * Everything that crosses the socket between editor and server. The editor takes types only from here.
 * Every request is answered: `{ ok: true, value }` or `{ ok: false, error }`, never silence.
 */
import type {
  Balance,
  DebugEvent,
  Flow,
  FlowProblem,
  IntegrationState,
  NodeCounts,
  NodeStatus,
  PathGuarantee,
  StoredCredential,
  StoredIntegration
} from '@millrace/engine'
import type { DefinitionView, Problem } from '@millrace/sdk'
import type { CredentialPushes, CredentialRequests, CredentialUse, ExpiryWarning } from './protocol/credentials.ts'
import type { LetterPushes, LetterRequests } from './protocol/dead-letters.ts'
import type { Health, HealthPushes, HealthRequests } from './protocol/health.ts'
import type { IntegrationPushes, IntegrationRequests } from './protocol/integrations.ts'
import type { TransferRequests } from './protocol/transfer.ts'

export type * from './protocol/credentials.ts'
export type * from './protocol/dead-letters.ts'
export type * from './protocol/health.ts'
export type * from './protocol/integrations.ts'
export type * from './protocol/transfer.ts'

export interface Failure {
  readonly code: string
  /** What, where and what to do, for a person. */
  readonly message: string
  readonly problems?: readonly (Problem | FlowProblem)[]
  /** What still uses it, when that is why it was refused. */
  readonly uses?: readonly CredentialUse[]
}
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure }

/** All that an editor needs to draw itself, sent once after connecting and again after a reconnect. */
export interface Workspace {
  readonly revision: number
  readonly flows: readonly Flow[]
  readonly integrations: readonly StoredIntegration[]
  /** Those that fields of integrations and nodes refer to by id. */
  readonly credentials?: readonly StoredCredential[]
  readonly globals: Readonly<Record<string, unknown>>
  readonly catalog: Catalog
  readonly statuses: readonly NodeStatus[]
  readonly connections: readonly IntegrationState[]
  readonly traffic: Traffic
  /** Newest last, at most the server's debug history. */
  readonly debug: readonly DebugMessage[]
  /** Plugins or files that could not be loaded, and other things a person should know. */
  readonly notices: readonly Notice[]
  readonly health?: Health
  /** Certificates, tokens and the like that end soon, soonest first. */
  readonly expiries?: readonly ExpiryWarning[]
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Nothing but the demo flow has ever been deployed: the editor greets. */
  readonly firstRun: boolean
  readonly role: Role
  readonly version: string
}
export type Role = 'viewer' | 'operator' | 'editor' | 'admin'

export interface Catalog {
  /** Changes when any definition does. */
  readonly hash: string
  readonly definitions: readonly DefinitionView[]
}

export interface Notice {
  readonly id: string
  readonly level: 'warn' | 'error'
  readonly message: string
}

/** One deploy of the past. */
export interface FlowRevision {
  readonly number: number
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly author: string
  readonly note?: string
}

/** Sent once a second while anything changes. */
export interface Traffic {
  readonly balance: Balance
  /** Messages that arrived in the last second. */
  readonly rate: number
  readonly nodes: readonly NodeCounts[]
}

/** A debug event with its value made fit for the wire: encoded by the SDK's codec, cut when large. */
export interface DebugMessage extends Omit<DebugEvent, 'value'> {
  readonly id: number
  /** Text of the SDK's codec. */
  readonly value: string
  /** The whole was this many characters, and was cut. */
  readonly cutFrom?: number
  /** So many messages of the same node came before this one too fast to be shown. */
  readonly dropped?: number
}

export interface Requests
  extends LetterRequests,
    HealthRequests,
    IntegrationRequests,
    CredentialRequests,
    TransferRequests {
  workspace(): Workspace
  deploy(request: { readonly base: number; readonly flows: readonly Flow[]; readonly note?: string }): {
    readonly revision: number
    readonly problems: readonly FlowProblem[]
  }
  /** What a deploy of these flows would find. */
  check(request: { readonly flows: readonly Flow[] }): readonly FlowProblem[]
  /** What the definition itself says about a config, besides its schema. */
  problems(request: { readonly type: string; readonly config: unknown }): readonly Problem[]
  /**
   * Replaces the globals. CONFIG_INVALID with a path to the global that is refused: at most 100, values of text, number or
   * JSON, each at most 32,767 characters.
   */
  'globals:save'(globals: Readonly<Record<string, unknown>>): null
  /** A text template rendered with the globals as they are now: `{ text }` or `{ problem }`. */
  preview(request: { readonly template: string; readonly flow?: string }): {
    readonly text?: string
    readonly problem?: string
  }
  press(request: { readonly address: string; readonly input?: unknown }): null
  /** Text of the codec, or null when nothing has passed yet. */
  'wire:last'(request: { readonly address: string; readonly port: number }): string | null
  'debug:clear'(): null
  'greeting:dismiss'(): null
  /** What becomes of messages on every path of the flows that run, and why. */
  guarantees(): readonly PathGuarantee[]
  /** Newest first. */
  'revisions:list'(): readonly FlowRevision[]
  'revisions:get'(request: { readonly revision: number }): readonly Flow[]
  /**
   * Deploys the flows as they were then, as a new revision, and brings back the integrations that they name and that were
   * removed since; their secrets have to be entered again.
   */
  'revisions:restore'(request: { readonly revision: number; readonly note?: string }): {
    readonly revision: number
    readonly problems: readonly FlowProblem[]
    /** Ids of the integrations that came back. */
    readonly integrations: readonly string[]
  }
}

export interface Pushes extends LetterPushes, HealthPushes, IntegrationPushes, CredentialPushes {
  status(statuses: readonly NodeStatus[]): void
  connection(states: readonly IntegrationState[]): void
  debug(messages: readonly DebugMessage[]): void
  traffic(traffic: Traffic): void
  /** Somebody deployed, perhaps this editor itself. */
  deployed(change: { readonly revision: number; readonly flows: readonly Flow[]; readonly by?: string }): void
  globals(globals: Readonly<Record<string, unknown>>): void
  catalog(catalog: Catalog): void
  notices(notices: readonly Notice[]): void
}

/** The maps that Socket.IO types its events with. */
export type ClientEvents = {
  [R in keyof Requests]: Parameters<Requests[R]> extends [infer Request]
    ? (request: Request, answer: (answer: Answer<ReturnType<Requests[R]>>) => void) => void
    : (answer: (answer: Answer<ReturnType<Requests[R]>>) => void) => void
}
export type ServerEvents = { [P in keyof Pushes]: Pushes[P] }
