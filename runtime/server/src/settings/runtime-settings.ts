import type { RuntimeSettings } from '@millrace/engine'
import type { Settings } from './schema.ts'

/** The settings that are the engine's. */
export const runtimeSettings = (settings: Settings): Partial<RuntimeSettings> => ({
  maxInFlight: settings.maxInFlight,
  drainTimeout: settings.drainTimeout,
  spillAfter: settings.spillAfter,
  acknowledgeOnArrival: settings.acknowledgeOnArrival,
  retry: { attempts: settings.retryAttempts, delay: settings.retryDelay, maxDelay: settings.retryMaxDelay }
})
