import { isDeepStrictEqual } from 'node:util'
import {
  asJson,
  type ConnectionStatus,
  check,
  FlowError,
  fill,
  type Integration,
  type Limits,
  parse
} from '@millrace/sdk'
import { configHost, type HostSources, type Readings } from '../config-host.ts'
import { type ContextSources, contextParts } from '../deploy/context.ts'
import type { StoredIntegration } from '../files/integration.ts'
import { migrate } from '../files/migrate.ts'
import type { RuntimeSettings } from '../runtime-options.ts'
import type { LimitsInUse, TestResult, TestStage } from '../runtime-view.ts'
import { Connection, type ConnectionSetup, type User } from './connection.ts'
import { runTest } from './test-run.ts'

export interface ConnectionsSources extends HostSources, ContextSources {
  readonly options: HostSources['options'] & ContextSources['options']
  readonly settings: RuntimeSettings
  onStatus(id: string, status: ConnectionStatus): void
}

interface Kept {
  stored: StoredIntegration
  readonly connection: Connection
  readings: Readings
}

/** All integrations of a runtime, and who waits for one that does not exist yet. */
export class Connections {
  readonly #sources: ConnectionsSources
  readonly #kept = new Map<string, Kept>()
  readonly #users = new Map<string, Set<User>>()
  #open = false

  constructor(sources: ConnectionsSources) {
    this.#sources = sources
  }

  get stored(): StoredIntegration[] {
    return [...this.#kept.values()].map(({ stored }) => stored)
  }

  get(id: string): StoredIntegration | undefined {
    return this.#kept.get(id)?.stored
  }

  status(id: string): ConnectionStatus | undefined {
    return this.#kept.get(id)?.connection.status
  }

  /** The limits in force, and how much of them is used. */
  limits(id: string): LimitsInUse | undefined {
    const connection = this.#kept.get(id)?.connection
    return connection && { limits: connection.limits, ...connection.inUse }
  }

  live(id: string): unknown {
    return this.#kept.get(id)?.connection.live
  }

  /** Connects everything that is enabled. */
  open(): void {
    this.#open = true
    for (const { connection } of this.#kept.values()) connection.open()
  }

  async close(): Promise<void> {
    this.#open = false
    await Promise.all([...this.#kept.values()].map(({ connection }) => connection.close()))
  }

  /** Makes an integration or changes it; its connection is made anew only when that is needed. */
  async save(stored: StoredIntegration): Promise<void> {
    const definition = this.#definition(stored)
    this.#refuseShared(stored, definition)
    const kept = this.#kept.get(stored.id)
    if (kept === undefined) return this.#add(stored, definition)
    const before = kept.stored
    kept.stored = stored
    if (!isDeepStrictEqual(essence(before), essence(stored)))
      await kept.connection.replace(this.#setup(kept, definition))
    else if (!isDeepStrictEqual(before.limits, stored.limits)) await kept.connection.limit(limitsOf(stored, definition))
  }

  async remove(id: string): Promise<void> {
    const kept = this.#kept.get(id)
    if (kept === undefined) throw unknown(id)
    this.#kept.delete(id)
    await kept.connection.close()
  }

  async acquire(id: string, user: User): Promise<void> {
    const users = this.#users.get(id) ?? new Set()
    this.#users.set(id, users.add(user))
    await this.#kept.get(id)?.connection.acquire(user)
  }

  async release(id: string, user: User): Promise<void> {
    this.#users.get(id)?.delete(user)
    await this.#kept.get(id)?.connection.release(user)
  }

  reconnect(id: string): void {
    const kept = this.#kept.get(id)
    if (kept === undefined) throw unknown(id)
    if (!this.#open)
      throw new FlowError('FLOWS_STOPPED', 'nothing connects while the flows are stopped: start them first')
    kept.connection.reconnect()
  }

  /** Makes anew the connections whose config read one of these globals or credentials. */
  async restart(changed: (readings: Readings) => boolean): Promise<void> {
    const affected = [...this.#kept.values()].filter(({ readings }) => changed(readings))
    await Promise.all(affected.map(kept => kept.connection.replace(this.#setup(kept, this.#definition(kept.stored)))))
  }

  test(stored: StoredIntegration, onStage?: (stage: TestStage) => void, signal?: AbortSignal): Promise<TestResult> {
    const definition = this.#definition(stored)
    const { settings } = this.#sources
    return runTest({
      definition,
      onStage,
      signal,
      parts: contextParts(this.#sources, stored.id, stored.name),
      limits: limitsOf(stored, definition),
      timeout: settings.connectTimeout,
      config: () => this.#config(stored, definition, newReadings())
    })
  }

  #add(stored: StoredIntegration, definition: Integration): void {
    const { settings, options, onStatus } = this.#sources
    const kept: { -readonly [K in keyof Kept]: Kept[K] } = {
      stored,
      readings: newReadings(),
      connection: undefined as never
    }
    kept.connection = new Connection(this.#setup(kept, definition), {
      parts: contextParts(this.#sources, stored.id, stored.name),
      backoff: settings.backoff,
      timeout: settings.connectTimeout,
      onStatus: status => onStatus(stored.id, status),
      save: async change => {
        const changed = { ...kept.stored, config: { ...kept.stored.config, ...change } }
        kept.stored = changed
        const written = await options.onIntegrationChange?.(changed)
        if (written && kept.stored === changed) kept.stored = written
      }
    })
    this.#kept.set(stored.id, kept)
    for (const user of this.#users.get(stored.id) ?? []) void kept.connection.acquire(user)
    if (this.#open) kept.connection.open()
  }

  #setup(kept: Pick<Kept, 'stored'> & { readings: Readings }, definition: Integration): ConnectionSetup {
    const { stored } = kept
    return {
      definition,
      enabled: stored.enabled !== false,
      limits: limitsOf(stored, definition),
      config: () => {
        kept.readings = newReadings()
        return this.#config(kept.stored, definition, kept.readings)
      }
    }
  }

  #config(stored: StoredIntegration, definition: Integration, readings: Readings): unknown {
    return parse(definition.config, migrate(definition, stored), configHost(this.#sources, readings))
  }

  #definition({ type }: StoredIntegration): Integration {
    const definition = this.#sources.registry.integration(type)
    if (definition === undefined)
      throw new FlowError('TYPE_UNKNOWN', `no plugin contributes the integration ${type}: install its plugin`)
    return definition
  }

  /** Two enabled integrations must not be the same client of the same broker: each would throw the other out. */
  #refuseShared(stored: StoredIntegration, definition: Integration): void {
    const key = exclusiveKey(stored, definition)
    if (key === undefined) return
    for (const { stored: other } of this.#kept.values()) {
      if (other.id === stored.id || other.type !== stored.type) continue
      if (exclusiveKey(other, definition) === key)
        throw new FlowError(
          'CLIENT_ID_TAKEN',
          `“${other.name}” already connects as ${key}, and the two would throw each other out: choose another client ID`
        )
    }
  }
}

const exclusiveKey = (stored: StoredIntegration, definition: Integration): string | undefined => {
  if (stored.enabled === false) return undefined
  const config = fill(asJson(definition.config), migrate(definition, stored))
  return check(definition.config, config).length === 0 ? definition.exclusive?.(config as never) : undefined
}

const newReadings = (): Readings => ({ globals: new Set(), credentials: new Set() })

const limitsOf = (stored: StoredIntegration, definition: Integration): Limits => ({
  ...definition.limits,
  ...stored.limits
})

/** What of an integration makes it connect differently. */
const essence = ({ type, version, enabled, config }: StoredIntegration) => ({
  type,
  version,
  enabled: enabled !== false,
  config
})

const unknown = (id: string) => new FlowError('INTEGRATION_UNKNOWN', `there is no integration ${id}`)
