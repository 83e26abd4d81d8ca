import type { Problem } from '../problem.ts'
import type { Static, TObject } from '../schema/schema.ts'
import { applies, type When } from '../schema/walk.ts'
import type { Context } from './context.ts'
import type { Described, Draft } from './described.ts'

/** A shared connection to something outside. The runtime decides when to connect, retries with back-off, and releases. */
export interface Integration<Config extends TObject = TObject, Connection = unknown> extends Described<Config> {
  readonly kind: 'integration'
  /** Where the gallery of integrations shows it. */
  readonly category?: IntegrationCategory
  /** One sentence that helps to choose between types: "you need many small devices to talk in real time". */
  readonly chooseWhen?: string
  /** Names of all stages that `connect` and `check` go through, in order, so that a Test can show what was not tried. */
  readonly stages?: readonly StageName[]
  /** Defaults of the limits that people may change; above them messages wait. */
  readonly limits?: Limits
  /** Limits worth offering with one click, where the far side does not enforce its own. */
  readonly limitPresets?: readonly { readonly title: string; readonly limits: Limits }[]
  /** Resolves once usable. Never retries: a rejection, or `lost`, makes the runtime release what was deferred and try again, not before a `RetryError`'s wait. */
  connect(context: ConnectContext<Static<Config>>): Promise<Connection>
  /** What the Test button does after connecting: one `stage` for each permission. Resolves to a line to show. */
  check?(connection: Connection, context: ConnectContext<Static<Config>>): Promise<string | undefined>
  /** Answers for fields that say `options: 'name'`, such as the topics of a project. */
  readonly lists?: Readonly<Record<string, (connection: Connection, search: string) => Promise<readonly Option[]>>>
  /** What two enabled integrations must not share, such as broker and client id: the second is refused with the first one's name. */
  exclusive?(config: Static<Config>): string | undefined
}

/** A stage, or one that plays a part only when fields of the config have one of these values: TLS of `mqtts://`. */
export type StageName = string | { readonly name: string; readonly when: When }

/** The names of the stages that a connection with this config goes through. */
export const stagesOf = (
  stages: readonly StageName[] | undefined,
  config: Readonly<Record<string, unknown>>
): readonly string[] =>
  (stages ?? [])
    .filter(stage => typeof stage === 'string' || applies(stage, config))
    .map(stage => (typeof stage === 'string' ? stage : stage.name))

/** Groups of the gallery of integrations. */
export const integrationCategories = ['broker', 'queue', 'device cloud', 'web', 'notification', 'other'] as const
export type IntegrationCategory = (typeof integrationCategories)[number]

/** Configuration of every integration. Above a limit messages are paced, never dropped. */
export interface Limits {
  /** How many messages may be sent. */
  readonly rate?: { readonly messages: number; readonly per: 'second' | 'minute' }
  /** How many messages may be on their way out at the same time. */
  readonly concurrent?: number
  /** The largest payload, in bytes; a larger one is rejected. */
  readonly bytes?: number
  /** How many messages per second its triggers take in. */
  readonly throttle?: number
}

export interface Option {
  readonly value: string
  readonly title?: string
}

export interface ConnectContext<Config> extends Context<Config> {
  /** Runs one step under a name that people see when it fails: resolve, connect, TLS, authenticate, a permission. What `step` resolves to may carry a `detail` to show, such as the version of TLS. */
  stage<T>(name: string, step: () => Promise<T> | T, detail?: (result: T) => string): Promise<T>
  /** Resolves when every trigger of this connection has started. What arrives before belongs to one of them: hold it. */
  readonly ready: Promise<void>
  /** The largest payload that people allow, in bytes, and the other limits in force. */
  readonly limits: Limits
  /** People only test these settings: whatever is running must not be disturbed, nor anything that is kept for it. */
  readonly trial?: boolean
  /** The connection dropped. */
  lost(reason?: Error): void
  /** Writes back what the far side issued, such as a refreshed token; restarts nothing. */
  save(change: Partial<Config>): Promise<void>
}

/** People read "Not configured", "Inactive", "Connecting" (also while idle), "Active", "Error". */
export type ConnectionStatus =
  | { readonly state: 'unconfigured'; readonly problems: readonly Problem[] }
  | { readonly state: 'disabled' | 'idle' | 'connecting' | 'connected' }
  | {
      readonly state: 'error'
      readonly reason: string
      readonly code?: string
      readonly stage?: string
      /** Milliseconds since the epoch. */
      readonly retryAt?: number
    }

export const defineIntegration = <Config extends TObject, Connection>(
  draft: Draft<Integration<Config, Connection>>
): Integration<Config, Connection> => ({ kind: 'integration', ...draft })
