import type { Definition, DefinitionView, Message, Option, Problem } from '@millrace/sdk'
import type { OwnedExpiry } from './expiries.ts'
import type { Flow } from './files/flow.ts'
import type { StoredCredential, StoredIntegration } from './files/integration.ts'
import type { Journal } from './journal.ts'
import type {
  Balance,
  FlowProblem,
  IntegrationState,
  JournalState,
  NodeCounts,
  NodeStatus,
  PathGuarantee,
  RuntimeEvents,
  TestResult,
  TestStage
} from './runtime-view.ts'

/** The embedder's whole door. */
export interface Runtime {
  /**
   * Recovers what was under way, connects what is enabled, starts the triggers. Paused it does none of that before
   * `resume`: it can be looked at, deployed to and changed, and what is replayed waits.
   */
  start(options?: { readonly paused?: boolean }): Promise<void>
  /** Goes on with what a paused start left; nothing when it is not paused. */
  resume(): Promise<void>
  readonly paused: boolean
  /** Stops triggers, lets messages finish for at most the drain timeout, releases everything. No handle stays open. */
  stop(): Promise<void>

  readonly revision: number
  readonly flows: readonly Flow[]
  readonly integrations: readonly StoredIntegration[]
  readonly credentials: readonly StoredCredential[]
  readonly globals: Readonly<Record<string, unknown>>

  /**
   * Replaces the flows by these, all or nothing; flows not named are removed. Rejects with DEPLOY_INVALID and the
   * problems, or with DEPLOY_STALE when `base` is not the running revision.
   */
  deploy(
    flows: readonly Flow[],
    options?: { readonly base?: number }
  ): Promise<{ readonly revision: number; readonly problems: readonly FlowProblem[] }>
  /** What a deploy of these would find. */
  problems(flows: readonly Flow[]): readonly FlowProblem[]

  /** Makes or changes an integration; who uses it reconnects only when its config or the globals it read changed. */
  saveIntegration(integration: StoredIntegration): Promise<void>
  removeIntegration(id: string): Promise<void>
  /** Connects and checks with these settings beside what is running; nothing is kept. */
  testIntegration(
    integration: StoredIntegration,
    onStage?: (stage: TestStage) => void,
    signal?: AbortSignal
  ): Promise<TestResult>
  /** Drops the back-off and connects at once. */
  reconnect(id: string): void
  listOptions(integration: string, list: string, search: string): Promise<readonly Option[]>
  saveCredential(credential: StoredCredential): Promise<void>
  removeCredential(id: string): Promise<void>
  /** Replaces the globals; only what read one that changed is restarted. */
  setGlobals(globals: Readonly<Record<string, unknown>>): Promise<void>
  /** Problems of one config: of its schema, then of the definition's own `problems`. */
  checkConfig(type: string, config: unknown): readonly Problem[]

  /** What of the configs of integrations and credentials ends at a known time, as their definitions say. */
  expiries(): readonly OwnedExpiry[]

  /** Presses the button of a node. Rejects with NODE_UNKNOWN or NOT_PRESSABLE. */
  press(address: string, input?: unknown): Promise<void>

  balance(): Balance
  /** What becomes of messages on every path of the enabled flows. */
  guarantees(): readonly PathGuarantee[]
  /** Whether the journal takes messages. */
  journalState(): JournalState
  /** Finds out anew whether the journal takes messages, when it has refused one and no other has come since. */
  checkJournal(): Promise<JournalState>
  statuses(): readonly NodeStatus[]
  counts(): readonly NodeCounts[]
  connections(): readonly IntegrationState[]
  /** The last message that passed an output; undefined when there was none or the node is unknown. */
  lastMessage(address: string, port: number): unknown

  readonly journal: Journal
  /**
   * Sends dead letters on their way again, from where they failed, all of them with `message` when that is given. Resolves
   * to how many were found; rejects when the journal refuses some, which stay dead letters.
   */
  replay(ids: readonly string[], options?: { readonly message?: Message }): Promise<number>

  definition(type: string): Definition | undefined
  catalog(): readonly DefinitionView[]
  /** Adds the definitions of a plugin while running; one whose type is taken throws TYPE_TAKEN. */
  use(plugin: import('@millrace/sdk').Plugin): void

  on<E extends keyof RuntimeEvents>(event: E, heard: (value: RuntimeEvents[E]) => void): () => void
}
