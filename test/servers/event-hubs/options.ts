import type { KeyPair } from '../certificates.ts'
import type { Policy, Verdict } from './claims.ts'
import type { EntityOptions } from './entities.ts'

export interface EventHubsOptions {
  /** By name. Without it: `telemetry`, with two partitions. */
  readonly hubs?: Readonly<Record<string, EntityOptions>>
  /** By name. Without it: `RootManageSharedAccessKey`, which may do everything. */
  readonly policies?: Readonly<Record<string, Policy>>
  /** Judges tokens of Microsoft Entra ID; without it they are refused. */
  readonly bearer?: (token: string) => Verdict
  /** Bytes that a message may have. */
  readonly largest?: number
  readonly tls?: KeyPair
}

/** The options with their defaults. */
export type EventHubsSetup = EventHubsOptions & Required<Pick<EventHubsOptions, 'policies' | 'largest'>>
