import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import type { Plugin } from '../define/plugin.ts'
import type { Place } from './counterpart.ts'
import { fileStorage } from './file-storage.ts'
import { type ContractTypes, contractFlow, contractIntegration } from './flow.ts'
import { probe } from './probe.ts'
import type { ContractJournal, CreateRuntime } from './runtime.ts'
import { until } from './until.ts'

/** What the suite tells the process that it starts. */
export interface ChildPlan {
  /** URL of the module whose default export is the plugin. */
  readonly module: string
  readonly types: ContractTypes
  readonly place: Pick<Place, 'integration' | 'trigger' | 'output'>
  /** A folder for what must outlive the process. */
  readonly dir: string
  /** Stops its runtime after the first message, and must then end by itself. */
  readonly ends: boolean
}

export interface ChildParts {
  readonly createRuntime: CreateRuntime
  /** A durable journal in this folder. */
  readonly journal: (dir: string) => Promise<ContractJournal>
}

/** The line that the process writes when it is connected. */
export const CONNECTED = 'connected'
/** Milliseconds at most that a message takes in the flow, so that there are always some under way. */
const WORK = 50
const PATIENCE = 30_000

/** The whole of the module that a suite starts as a process of its own, and kills. */
export const runContractChild = async ({ createRuntime, journal }: ChildParts): Promise<void> => {
  const { module, types, place, dir, ends } = JSON.parse(process.argv[2] ?? '') as ChildPlan
  const { default: plugin } = (await import(module)) as { default: Plugin }
  const own = probe(async (message, out) => {
    await pause(Math.random() * WORK)
    out.send(message)
  })
  const heard = types.trigger ? 'hear' : 'send'
  const runtime = createRuntime({
    plugins: [plugin, own.plugin],
    flows: [contractFlow(types, place, { shape: types.trigger && types.output ? 'carry' : heard })],
    integrations: [contractIntegration(types, place.integration)],
    storage: fileStorage(dir),
    journal: await journal(dir),
    settings: { backoff: () => 20, drainTimeout: 1000, retry: { attempts: 3, delay: 10, maxDelay: 50 } }
  })
  await runtime.start()
  await until('the integration connected', () => runtime.connections()[0]?.status.state === 'connected', PATIENCE)
  process.stdout.write(`${CONNECTED}\n`)
  if (!ends) return
  if (!types.trigger) await own.emit('only')
  await until('a message done', () => runtime.balance().done > 0, PATIENCE)
  await runtime.stop()
}
