import type { Storage } from '../define/context.ts'
import type { ConnectionStatus, Limits } from '../define/integration.ts'
import type { StatusLevel } from '../define/node.ts'
import type { Plugin } from '../define/plugin.ts'
import type { TriggerEvent } from '../define/trigger.ts'
import type { Message } from '../message.ts'
import type { StoredConfig } from './counterpart.ts'

// What the suite needs of a runtime. The SDK imports no runtime: `createRuntime` of @millrace/engine fits these types.

export type CreateRuntime = (options: ContractRuntimeOptions) => ContractRuntime

export interface ContractRuntimeOptions {
  readonly plugins: readonly Plugin[]
  readonly flows: readonly ContractFlow[]
  readonly integrations: readonly ContractIntegration[]
  readonly storage: (owner: string) => Storage
  readonly journal?: ContractJournal
  readonly settings: {
    readonly backoff: (attempt: number) => number
    readonly drainTimeout: number
    readonly retry: { readonly attempts: number; readonly delay: number; readonly maxDelay: number }
  }
}

export interface ContractRuntime {
  start(): Promise<void>
  stop(): Promise<void>
  deploy(flows: readonly ContractFlow[]): Promise<unknown>
  saveIntegration(integration: ContractIntegration): Promise<void>
  testIntegration(integration: ContractIntegration): Promise<ContractTest>
  connections(): readonly ContractConnection[]
  statuses(): readonly { readonly address: string; readonly text: string; readonly level: StatusLevel }[]
  balance(): { readonly done: number; readonly onTheWay: number; readonly deadLetters: number; readonly lost: number }
  readonly journal: Pick<ContractJournal, 'deadLetters'>
  on(event: 'connection', heard: (connection: ContractConnection) => void): () => void
}

export interface ContractFlow {
  readonly format: 1
  readonly id: string
  readonly name: string
  readonly nodes: readonly ContractNode[]
}

export interface ContractNode {
  readonly id: string
  readonly type: string
  readonly integration?: string
  readonly events?: readonly TriggerEvent[]
  readonly config?: StoredConfig
  readonly at: readonly [x: number, y: number]
  readonly wires: readonly (readonly string[])[]
}

export interface ContractIntegration {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly enabled?: boolean
  readonly config: StoredConfig
  readonly limits?: Limits
}

export interface ContractConnection {
  readonly status: ConnectionStatus
  /** Messages that wait to be sent. */
  readonly waiting: number
}

export interface ContractTest {
  readonly passed: boolean
  readonly stage?: string
  readonly message?: string
  readonly stages: readonly { readonly name: string; readonly outcome: 'passed' | 'failed' | 'not tried' }[]
}

export interface ContractJournal {
  readonly durable: boolean
  recover(): Promise<readonly ContractEntry[]>
  append(entry: ContractEntry): Promise<void>
  remove(id: string): Promise<void>
  bury(letter: ContractLetter): Promise<void>
  deadLetters(): Promise<readonly ContractLetter[]>
  deadLetterCount(): number
  purge(ids?: readonly string[]): Promise<number>
  close(): Promise<void>
}

export interface ContractEntry {
  readonly id: string
  readonly flow: string
  readonly node: string
  readonly message: Message
  readonly tries: number
  readonly at: number
}

export interface ContractLetter extends ContractEntry {
  readonly error: { readonly message: string }
  readonly revision: number
  readonly buriedAt: number
}
