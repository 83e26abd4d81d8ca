import type { ConnectionStatus, Limits } from '../define/integration.ts'
import type { Handler } from '../define/node.ts'
import type { Plugin } from '../define/plugin.ts'
import type { Message } from '../message.ts'
import type { Bench } from './bench.ts'
import type { StoredConfig } from './counterpart.ts'
import { contractFlow, contractIntegration, type FlowOptions, triggerAddress } from './flow.ts'
import { probe } from './probe.ts'
import type { ContractJournal, ContractLetter, ContractRuntime } from './runtime.ts'

export type Failure = Extract<ConnectionStatus, { state: 'error' }>

export interface RunOptions extends FlowOptions {
  /** What the probe does with each message; it sends it on when left out. */
  readonly handle?: Handler
  /** The integration's config, when it is not the place's. */
  readonly integration?: StoredConfig
  readonly enabled?: boolean
  readonly limits?: Limits
  readonly journal?: ContractJournal
  readonly plugin?: Plugin
  /** How often the runtime tries a message in all; 3 when left out. */
  readonly attempts?: number
  /** Milliseconds before attempt n of a connection, counted from 1. */
  readonly backoff?: (attempt: number) => number
}

/** A runtime with one flow around the plugin, and what a check sees of it. */
export interface Running {
  readonly runtime: ContractRuntime
  /** What reached the probe, repetitions included. */
  readonly heard: readonly Message[]
  /** The same as bodies, without events of the connection. */
  bodies(): string[]
  /** How many different bodies that is. */
  through(): number
  status(): ConnectionStatus
  /** Every status of the connection so far, the present one last. */
  readonly statuses: readonly ConnectionStatus[]
  /** Sends bodies from the suite's own source to the output. */
  emit(...bodies: string[]): Promise<void>
  /** Waits until it is connected and its trigger has started. */
  connected(): Promise<void>
  /** Waits until the connection has been in error, and resolves to the last one. */
  failed(): Promise<Failure>
  /** Waits until every one of these has reached the probe, perhaps more than once. */
  hears(bodies: readonly string[]): Promise<void>
  deadLetter(): Promise<ContractLetter>
  save(change: { readonly config?: StoredConfig; readonly enabled?: boolean }): Promise<void>
  deploy(flow: FlowOptions): Promise<void>
  stop(): Promise<void>
}

const RECONNECT = 20

export const run = (bench: Bench, options: RunOptions): Running => {
  const { setup, place } = bench
  const { handle = (message, out) => out.send(message), plugin = setup.plugin, limits, journal } = options
  const heard: Message[] = []
  const statuses: ConnectionStatus[] = []
  const ends = probe((message, out, connection) => {
    heard.push(message)
    return handle(message, out, connection)
  })
  let stored = contractIntegration(setup, options.integration ?? place.integration, {
    enabled: options.enabled ?? true,
    ...(limits && { limits })
  })
  const runtime = setup.createRuntime({
    plugins: [plugin, ends.plugin],
    flows: [contractFlow(setup, place, options)],
    integrations: [stored],
    storage: bench.storage,
    settings: {
      backoff: options.backoff ?? (() => RECONNECT),
      drainTimeout: 50,
      retry: { attempts: options.attempts ?? 3, delay: 10, maxDelay: 50 }
    },
    ...(journal && { journal })
  })
  runtime.on('connection', ({ status }) => statuses.push(status))
  const status = () => runtime.connections()[0]?.status ?? { state: 'idle' as const }
  const bodies = () => heard.filter(({ event }) => event === undefined).map(({ payload }) => String(payload))
  const triggerFails = () =>
    runtime.statuses().some(({ address, level }) => address === triggerAddress && level === 'error')
  return {
    runtime,
    heard,
    status,
    statuses,
    bodies,
    through: () => new Set(bodies()).size,
    async emit(...sent) {
      for (const body of sent) await ends.emit(body)
    },
    connected: () =>
      bench.until('the integration connected, its trigger started', () => {
        return status().state === 'connected' && !triggerFails()
      }),
    async failed() {
      const last = () => statuses.findLast(({ state }) => state === 'error') as Failure | undefined
      await bench.until('the integration in error', () => last() !== undefined)
      return last() as Failure
    },
    hears: sent => bench.untilAll('everything that was sent in the flow', sent, bodies),
    async deadLetter() {
      await bench.until('a dead letter', () => runtime.balance().deadLetters > 0)
      return (await runtime.journal.deadLetters())[0] as ContractLetter
    },
    async save(change) {
      stored = { ...stored, ...change }
      await runtime.saveIntegration(stored)
    },
    async deploy(flow) {
      await runtime.deploy([contractFlow(setup, place, flow)])
    },
    stop: () => runtime.stop()
  }
}
