import type { LogEvent, StoredIntegration, TestResult, TestStage } from '@millrace/engine'
import type { Option } from '@millrace/sdk'

/** A flow that uses an integration. */
export interface FlowUse {
  readonly id: string
  readonly name: string
  readonly enabled: boolean
  /** One of its triggers hears the integration: it goes when the integration is removed with `includeFlows`. */
  readonly triggered: boolean
  readonly nodes: readonly { readonly id: string; readonly name: string; readonly type: string }[]
}

/** What went through an integration in one minute. */
export interface ActivityMinute {
  /** When it began, in milliseconds since the epoch: a multiple of 60,000. */
  readonly minute: number
  readonly received: number
  readonly sent: number
  /** Of the payloads. Text and bytes are measured, other values by a sample of their JSON. */
  readonly bytesReceived: number
  readonly bytesSent: number
}
export type ActivityTotal = Omit<ActivityMinute, 'minute'>

export interface IntegrationActivity {
  readonly id: string
  /** Sixty, oldest first; the last is the minute that runs. */
  readonly minutes: readonly ActivityMinute[]
  readonly lastHour: ActivityTotal
  /** Since the server started. */
  readonly total: ActivityTotal
  readonly limits: LimitsInUse
  /** The last time that it was lost or could not connect, also when it is back. */
  readonly lastError?: IntegrationFailure
  /** Milliseconds since the epoch; undefined for one that is older than this record. */
  readonly createdAt?: number
  readonly updatedAt?: number
}

/** How much of each limit that is set is used right now. */
export interface LimitsInUse {
  readonly rate?: { readonly used: number; readonly of: number; readonly per: 'second' | 'minute' }
  readonly concurrent?: { readonly used: number; readonly of: number }
  /** Messages that wait to be sent: for the connection or a limit. */
  readonly waiting: number
}

export interface IntegrationFailure {
  readonly message: string
  readonly stage?: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** Replaces the minute of the same beginning, or is the next. */
export interface ActivityChange {
  readonly id: string
  readonly minute: ActivityMinute
  readonly total: ActivityTotal
  readonly limits: LimitsInUse
}

export interface IntegrationRequests {
  options(request: { readonly integration: string; readonly list: string; readonly search: string }): readonly Option[]
  /** Plain secrets in the config are sealed; references stay. Answers with what was stored. */
  'integration:save'(integration: StoredIntegration): StoredIntegration
  'integration:remove'(request: {
    readonly id: string
    /** Also the flows that it triggers, as one revision that `revisions:restore` brings back. */
    readonly includeFlows?: boolean
  }): null
  /** A copy under another id and name, switched off, with what is generated made anew; its secrets go with it. */
  'integration:duplicate'(request: { readonly id: string; readonly name?: string }): StoredIntegration
  /** Stages are told as `test:stage` while it runs. */
  'integration:test'(request: { readonly run: string; readonly integration: StoredIntegration }): TestResult
  'integration:reconnect'(request: { readonly id: string }): null
  /** Oldest first, at most 200 lines; new ones are pushed as `log`. */
  'integration:log'(request: { readonly id: string }): readonly LogEvent[]
  /** The flows that use it, those that it triggers first. */
  'integration:uses'(request: { readonly id: string }): readonly FlowUse[]
  'integrations:activity'(): readonly IntegrationActivity[]
}

export interface IntegrationPushes {
  integrations(integrations: readonly StoredIntegration[]): void
  /** Once a second, those of which something changed. */
  activity(changes: readonly ActivityChange[]): void
  /** New lines of the logs of integrations. */
  log(lines: readonly LogEvent[]): void
  'test:stage'(stage: TestStage & { readonly run: string }): void
}
