import type { RuntimeSettings } from '@millrace/engine'
import type { SandboxSettings } from '@millrace/sandbox'
import type { Settings } from './schema.ts'

/** The settings that are the engine's. */
export const runtimeSettings = (settings: Settings): Partial<RuntimeSettings> => ({
  maxInFlight: settings.maxInFlight,
  drainTimeout: settings.drainTimeout,
  spillAfter: settings.spillAfter,
  acknowledgeOnArrival: settings.acknowledgeOnArrival,
  retry: { attempts: settings.retryAttempts, delay: settings.retryDelay, maxDelay: settings.retryMaxDelay }
})

/** The settings that are the sandbox's. */
export const sandboxSettings = (settings: Settings, dataDir: string): SandboxSettings => ({
  mode: settings.sandboxMode as Required<SandboxSettings>['mode'],
  timeout: settings.functionTimeout,
  memory: settings.functionMemory,
  fetch: settings.sandboxFetch,
  modules: settings.sandboxModules,
  modulesFrom: dataDir,
  ...(settings.sandboxProcesses > 0 && { processes: settings.sandboxProcesses })
})
