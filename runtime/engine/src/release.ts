import type { Log } from '@millrace/sdk'

/** Milliseconds that one release may take before it is left to itself. */
const PATIENCE = 5000

/** What an owner acquired, released last first. A release that throws or hangs is logged and keeps nothing else from being released. */
export class Releases {
  readonly #log: Log
  readonly #stop = new AbortController()
  #deferred: (() => unknown)[] = []
  #closed = false

  constructor(log: Log) {
    this.#log = log
  }

  get signal(): AbortSignal {
    return this.#stop.signal
  }

  /** What is deferred after the end is released at once. */
  readonly defer = (release: () => unknown): void => {
    if (this.#closed) void this.#release(release)
    else this.#deferred.push(release)
  }

  async close(reason?: Error): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#stop.abort(reason)
    for (const release of this.#deferred.splice(0).reverse()) await this.#release(release)
  }

  async #release(release: () => unknown): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<void>(resolve => {
      timer = setTimeout(() => {
        this.#log.warn('release takes too long, left to itself')
        resolve()
      }, PATIENCE)
    })
    try {
      await Promise.race([release(), late])
    } catch (error) {
      this.#log.warn('release failed', { error: String(error) })
    } finally {
      clearTimeout(timer)
    }
  }
}
