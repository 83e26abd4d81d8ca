import { statfs } from 'node:fs/promises'
import type { Runtime } from '@millrace/engine'
import type { Log } from '@millrace/sdk'
import type { Health, JournalHealth, SafeMode } from '../protocol.ts'
import type { StartRecord } from './start-record.ts'

export interface HealthOptions {
  readonly runtime: Runtime
  readonly dataDir: string
  readonly record: StartRecord
  readonly safeMode: SafeMode | undefined
  readonly log: Log
  /** How much of its bounds the journal uses. */
  usage(): { readonly count: number; readonly bytes: number }
  readonly bounds: JournalHealth['bounds']
  push(health: Health): void
}

/** Milliseconds between two looks at a journal that refuses messages, and at the room on the disk. */
const LOOK_AGAIN = 1000
const MEASURE = 10_000

/** Knows whether the flows run and whether messages can be kept safe, tells when that changes, and goes on when it can. */
export class HealthWatch {
  readonly #options: HealthOptions
  readonly #unheard: () => void
  readonly #measuring: ReturnType<typeof setInterval>
  #freeBytes: number | undefined
  #safeMode: SafeMode | undefined
  #looking: ReturnType<typeof setTimeout> | undefined
  #closed = false

  constructor(options: HealthOptions) {
    this.#options = options
    this.#safeMode = options.safeMode
    this.#unheard = options.runtime.on('journal', () => this.#journalChanged())
    this.#measuring = setInterval(() => void this.#measure(), MEASURE)
    void this.#measure()
  }

  get health(): Health {
    const { runtime, usage, bounds } = this.#options
    const { state, since, ...refused } = runtime.journalState()
    const { count, bytes } = usage()
    return {
      flows: runtime.paused ? 'stopped' : 'running',
      ...(this.#safeMode && { safeMode: this.#safeMode }),
      journal: {
        state,
        since,
        ...refused,
        messages: count,
        bytes,
        bounds,
        ...(this.#freeBytes !== undefined && { freeBytes: this.#freeBytes })
      }
    }
  }

  /** Why messages that nobody would send again are better not taken in; undefined while they can be. */
  get refusal(): string | undefined {
    const { runtime } = this.#options
    if (runtime.paused) return 'The flows are stopped.'
    return runtime.journalState().state === 'ok' ? undefined : 'Messages cannot be kept safe at the moment.'
  }

  /** Leaves safe mode. */
  async startFlows(): Promise<void> {
    const { runtime, record, log } = this.#options
    if (!runtime.paused) return
    this.#safeMode = undefined
    record.running()
    log.info('flows started', { flows: runtime.flows.length })
    await runtime.resume()
    this.#push()
  }

  close(): void {
    this.#closed = true
    this.#unheard()
    clearInterval(this.#measuring)
    clearTimeout(this.#looking)
  }

  #journalChanged(): void {
    void this.#measure()
    this.#push()
    this.#lookLater()
  }

  /** With its sources paused no message would ever find out that there is room again. */
  #lookLater(): void {
    const { runtime } = this.#options
    if (this.#closed || this.#looking !== undefined || runtime.journalState().state === 'ok') return
    this.#looking = setTimeout(async () => {
      await runtime.checkJournal()
      this.#looking = undefined
      this.#lookLater()
    }, LOOK_AGAIN)
  }

  async #measure(): Promise<void> {
    try {
      const { bavail, bsize } = await statfs(this.#options.dataDir)
      this.#freeBytes = bavail * bsize
    } catch {
      this.#freeBytes = undefined
    }
  }

  #push(): void {
    if (!this.#closed) this.#options.push(this.health)
  }
}
