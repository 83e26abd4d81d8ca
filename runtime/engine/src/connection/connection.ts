import { ConfigError, type ConnectionStatus, FlowError, type Integration, type Limits, RetryError } from '@millrace/sdk'
import { Pacer } from '../delivery/pacer.ts'
import type { ContextParts } from '../deploy/context.ts'
import { Releases } from '../release.ts'
import { attempt } from './attempt.ts'
import { Stages } from './stages.ts'

/** Someone who needs a connection: told each time it comes, and to let go before it goes. */
export interface User {
  /** Triggers come first: messages that wait to be sent are sent only when every trigger hears. */
  readonly kind: 'trigger' | 'node'
  /** Never rejects: whose start fails is in error alone. */
  up(connection: unknown, pacer: Pacer): Promise<void> | void
  down(): Promise<void> | void
  /** The limits of the integration, when it is acquired and when they change. */
  limit?(limits: Limits): void
  /** The connection came, went, or failed to come. */
  heard?(event: ConnectionEvent): void
}

export interface ConnectionEvent {
  readonly event: 'connect' | 'disconnect' | 'failure'
  readonly reason?: string
}

/** What an integration is now: everything that a change may replace. */
export interface ConnectionSetup {
  readonly definition: Integration
  readonly enabled: boolean
  readonly limits: Limits
  /** The ready config; throws a ConfigError when it is not configured. Called before each attempt, so that it is rendered anew. */
  config(): unknown
}

export interface ConnectionOptions {
  readonly parts: ContextParts
  onStatus(status: ConnectionStatus): void
  save(change: object): Promise<void>
  /** Milliseconds before attempt n, counted from 1. */
  readonly backoff: (attempt: number) => number
  /** Milliseconds that `connect` may take. */
  readonly timeout: number
}

/** Milliseconds that a connection must have held before the back-off begins anew. */
const PROVEN = 30_000

/**
 * Owns one integration's connection on behalf of all who use it.
 *
 *     unconfigured            the config has problems
 *     disabled                switched off
 *     idle ──open──▶ connecting ──▶ connected ──lost──▶ error ──after back-off──▶ connecting
 *      ▲                 └──────rejected──────▶ error
 *      └────── closed
 */
export class Connection {
  readonly #options: ConnectionOptions
  readonly #users = new Set<User>()
  #setup: ConnectionSetup
  #pacer: Pacer
  #status: ConnectionStatus = { state: 'idle' }
  #live: { readonly connection: unknown } | undefined
  #stop: AbortController | undefined
  #running: Promise<void> | undefined
  #hurry: (() => void) | undefined
  #away = false
  #opened = false

  constructor(setup: ConnectionSetup, options: ConnectionOptions) {
    this.#setup = setup
    this.#options = options
    this.#pacer = new Pacer(setup.limits)
  }

  get status(): ConnectionStatus {
    return this.#status
  }

  get live(): unknown {
    return this.#live?.connection
  }

  get limits(): Limits {
    return this.#setup.limits
  }

  get inUse(): Pacer['inUse'] {
    return this.#pacer.inUse
  }

  get users(): number {
    return this.#users.size
  }

  /** Connects if it is enabled and configured, whether or not anybody uses it, so that its status is true. */
  open(): void {
    this.#opened = true
    if (this.#running) return
    if (!this.#setup.enabled) {
      this.#set({ state: 'disabled' })
      return
    }
    const stop = new AbortController()
    this.#stop = stop
    this.#running = this.#keep(stop.signal).finally(() => {
      this.#running = undefined
      if (this.#status.state !== 'unconfigured') this.#set({ state: 'idle' })
    })
  }

  /** Closes and opens with a new setup, unless it was never opened; who uses it stays and is told. */
  async replace(setup: ConnectionSetup): Promise<void> {
    await this.close()
    this.#pacer.close()
    this.#setup = setup
    this.#pacer = new Pacer(setup.limits)
    for (const user of this.#users) user.limit?.(setup.limits)
    if (this.#opened) this.open()
  }

  /** Changes the limits and nothing else. */
  async limit(limits: Limits): Promise<void> {
    this.#setup = { ...this.#setup, limits }
    this.#pacer.close()
    this.#pacer = new Pacer(limits)
    for (const user of this.#users) user.limit?.(limits)
    if (this.#live) await this.#up('node', this.#live.connection)
  }

  async close(): Promise<void> {
    this.#stop?.abort()
    await this.#running
    this.#pacer.close()
  }

  /** Drops the back-off and connects at once. */
  reconnect(): void {
    if (this.#running) this.#hurry?.()
    else this.open()
  }

  /** Whoever comes while it is connected is served at once, otherwise when it is. */
  async acquire(user: User): Promise<void> {
    this.#users.add(user)
    user.limit?.(this.#setup.limits)
    if (this.#live) await user.up(this.#live.connection, this.#pacer)
  }

  async release(user: User): Promise<void> {
    if (!this.#users.delete(user)) return
    if (this.#live) await user.down()
  }

  /** Connects, waits until the connection drops, and starts over, until told to stop. */
  async #keep(signal: AbortSignal): Promise<void> {
    let failures = 0
    while (!signal.aborted) {
      const { reason, stage, held } = await this.#once(signal)
      if (signal.aborted) return
      if (reason instanceof ConfigError) {
        this.#set({ state: 'unconfigured', problems: reason.problems })
        return
      }
      if (held >= PROVEN) failures = 0
      const wait = Math.max(this.#options.backoff(++failures), reason instanceof RetryError ? reason.wait : 0)
      this.#failed(reason, stage, wait)
      await this.#pause(wait, signal)
    }
  }

  #failed(reason: Error, stage: string | undefined, wait: number): void {
    const code = 'code' in reason && typeof reason.code === 'string' ? { code: reason.code } : {}
    this.#set({ state: 'error', reason: reason.message, ...code, ...(stage && { stage }), retryAt: Date.now() + wait })
    if (!this.#away)
      this.#options.parts.log.warn('integration lost', { reason: reason.message, ...(stage && { stage }) })
    this.#away = true
  }

  /** One connection from beginning to end: why it ended, and how many milliseconds it held. */
  async #once(signal: AbortSignal): Promise<{ reason: Error; stage?: string; held: number }> {
    const { parts, save, timeout } = this.#options
    const { definition, limits } = this.#setup
    const releases = new Releases(parts.log)
    const stages = new Stages()
    const lost = Promise.withResolvers<Error>()
    const ready = Promise.withResolvers<void>()
    const stopped = () => {
      lost.resolve(new FlowError('NOT_CONNECTED', 'stopped'))
      if (!this.#live) void releases.close()
    }
    signal.addEventListener('abort', stopped, { once: true })
    let since = Number.POSITIVE_INFINITY
    let live: { readonly connection: unknown } | undefined
    this.#set({ state: 'connecting' })
    try {
      const config = this.#setup.config()
      const { connection } = await attempt({
        definition,
        parts,
        config,
        limits,
        releases,
        stages,
        timeout,
        save,
        ready: ready.promise,
        lost: reason => {
          if (this.#live === live) this.#shut()
          lost.resolve(reason ?? new FlowError('NOT_CONNECTED', 'the connection was lost'))
        }
      })
      since = performance.now()
      live = { connection }
      this.#live = live
      await this.#up('trigger', connection)
      ready.resolve()
      this.#connected()
      await this.#up('node', connection)
      const reason = await lost.promise
      this.#tell({ event: 'disconnect', reason: reason.message })
      return { reason, held: performance.now() - since }
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error))
      const stage = stages.failed?.name
      if (!signal.aborted) this.#tell({ event: 'failure', reason: reason.message })
      return { reason, ...(stage !== undefined && { stage }), held: 0 }
    } finally {
      signal.removeEventListener('abort', stopped)
      if (this.#live) await Promise.all([...this.#users].map(user => user.down()))
      this.#live = undefined
      await releases.close()
    }
  }

  #connected(): void {
    this.#set({ state: 'connected' })
    if (this.#away) this.#options.parts.log.info('integration is back')
    this.#away = false
    this.#tell({ event: 'connect' })
  }

  async #up(kind: User['kind'], connection: unknown): Promise<void> {
    await Promise.all([...this.#users].filter(user => user.kind === kind).map(user => user.up(connection, this.#pacer)))
  }

  /** At once, so that nothing more is sent into a connection that is known to be gone. */
  #shut(): void {
    for (const user of this.#users) if (user.kind === 'node') void user.down()
  }

  #tell(event: ConnectionEvent): void {
    for (const user of this.#users) user.heard?.(event)
  }

  #pause(wait: number, signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const go = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', go)
        this.#hurry = undefined
        resolve()
      }
      const timer = setTimeout(go, wait)
      this.#hurry = go
      signal.addEventListener('abort', go, { once: true })
    })
  }

  #set(status: ConnectionStatus): void {
    this.#status = status
    this.#options.onStatus(status)
  }
}
