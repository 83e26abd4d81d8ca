import type { ConnectionStatus, Guarantee, Limits, Problem, StatusLevel } from '@millrace/sdk'
import type { Flow } from './files/flow.ts'

/** "arrived = done + on the way + dead letters", since the runtime started. */
export interface Balance {
  readonly arrived: number
  readonly done: number
  readonly onTheWay: number
  readonly deadLetters: number
  /** Of a source that cannot be paused: came while there was no room. */
  readonly lost: number
}

/** Whether the journal takes messages; while it does not, sources are paused or refused. */
export type JournalState =
  | { readonly state: 'ok'; readonly since: number }
  | { readonly state: 'full' | 'failed'; readonly reason: string; readonly since: number }

/** What becomes of messages on one path, when something crashes or fails. */
export interface PathGuarantee {
  /** Addresses of the trigger and of the node at which the path ends. */
  readonly trigger: string
  readonly end: string
  readonly guarantee: Guarantee
  /** Who keeps it from being better; nothing for `idempotent`. */
  readonly reasons: readonly WeakPoint[]
}

export interface WeakPoint {
  readonly address: string
  readonly guarantee: Guarantee
  /** In words for people. */
  readonly reason: string
}

export interface NodeStatus {
  /** `flow/node` */
  readonly address: string
  readonly text: string
  readonly level: StatusLevel
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** What a node has counted since its flow was deployed first. */
export interface NodeCounts {
  readonly address: string
  readonly received: number
  readonly failed: number
  /** By port. */
  readonly sent: readonly number[]
  /** Deliveries that wait in front of the node: for its connection, its limit or its turn. */
  readonly waiting: number
}

export interface IntegrationState {
  readonly id: string
  readonly status: ConnectionStatus
  /** Milliseconds since the epoch: since when the status is what it is. */
  readonly since: number
  /** Messages taken in and sent out since the runtime started. */
  readonly received: number
  readonly sent: number
  /** Waiting to be sent: for the connection or a limit. */
  readonly waiting: number
  /** Undefined when no plugin contributes its type. */
  readonly limits?: LimitsInUse
}

export interface LimitsInUse {
  /** Those in force: of the definition and over them those that people set. */
  readonly limits: Limits
  /** Messages on their way out. */
  readonly concurrent: number
  /** Messages sent in the second or minute that ends now; 0 where no rate is set. */
  readonly rate: number
}

/** A problem of a flow or a node, as a deploy finds it. */
export interface FlowProblem extends Problem {
  readonly flow: string
  /** The node that has it; the flow itself when left out. */
  readonly node?: string
  /** An error stops the deploy, a warning does not. */
  readonly severity: 'error' | 'warning'
}

export interface DebugEvent {
  readonly address: string
  readonly name: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly value: unknown
  readonly topic?: string
  readonly property?: string
  readonly _msgid?: string
}

export interface LogEvent {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly message: string
  readonly at: number
  /** An integration's id or a node's address. */
  readonly owner?: string
  readonly fields?: object
}

/** What a runtime tells to those who listen. */
export interface RuntimeEvents {
  status: NodeStatus
  connection: IntegrationState
  debug: DebugEvent
  log: LogEvent
  deployed: { readonly revision: number; readonly flows: readonly Flow[] }
  journal: JournalState
  /** The number of dead letters changed. */
  deadLetters: { readonly count: number }
}

/** One stage of a Test, told as it ends. */
export interface TestStage {
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'not tried'
  readonly detail?: string
  /** Milliseconds. */
  readonly took: number
}

export type TestResult =
  | { readonly passed: true; readonly line: string; readonly stages: readonly TestStage[] }
  | {
      readonly passed: false
      /** The stage that failed. */
      readonly stage: string
      readonly message: string
      readonly code?: string
      readonly problems?: readonly Problem[]
      readonly stages: readonly TestStage[]
    }
