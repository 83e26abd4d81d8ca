import { backoff } from './connection/backoff.ts'
import type { RuntimeSettings } from './runtime-options.ts'

export const defaultSettings: RuntimeSettings = {
  maxInFlight: 1000,
  retry: { attempts: 5, delay: 1000, maxDelay: 60_000 },
  drainTimeout: 30_000,
  spillAfter: 250,
  backoff,
  connectTimeout: 30_000,
  freezeMessages: false,
  acknowledgeOnArrival: false
}
