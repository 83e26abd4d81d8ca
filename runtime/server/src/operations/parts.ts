import type { Runtime } from '@millrace/engine'
import type { SqliteJournal } from '@millrace/journal'
import type { Log } from '@millrace/sdk'
import type { ActivityMeter } from '../activity/activity-meter.ts'
import type { DebugFeed } from '../debug/debug-feed.ts'
import type { LogHistory } from '../debug/log-history.ts'
import type { TrafficMeter } from '../debug/traffic-meter.ts'
import type { DataFolder } from '../files/data-folder.ts'
import type { ExpiryWatch } from '../health/expiry-watch.ts'
import type { HealthWatch } from '../health/health-watch.ts'
import type { Notices } from '../notices.ts'
import type { Role } from '../protocol.ts'
import type { Settings } from '../settings/schema.ts'
import type { Redactor } from '../vault/redactor.ts'
import type { Changes } from './changes.ts'
import type { Turns } from './turns.ts'

/** What a running server is made of; requests of every kind work on it. */
export interface ServerParts {
  readonly runtime: Runtime
  readonly journal: SqliteJournal
  readonly health: HealthWatch
  readonly expiries: ExpiryWatch
  readonly folder: DataFolder
  readonly settings: Settings
  readonly redactor: Redactor
  readonly log: Log
  /** The environment as flows may see it. */
  readonly env: (name: string) => string | undefined
  readonly notices: Notices
  readonly changes: Changes
  /** Changes of people, one after the other. */
  readonly turns: Turns
  /** Writes of `integrations.json`, which connections cause too. */
  readonly writes: Turns
  readonly debug: DebugFeed
  readonly logs: LogHistory
  readonly traffic: TrafficMeter
  readonly activity: ActivityMeter
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  readonly version: string
}

/** Who asks. */
export interface Principal {
  readonly name: string
  readonly role: Role
}
