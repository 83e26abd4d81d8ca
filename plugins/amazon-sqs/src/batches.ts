export interface BatchesOptions<T, R> {
  /** Handles some items in one request; settles each one. Rejects when the request failed as a whole. */
  run(items: readonly T[]): Promise<readonly (R | Error)[]>
  readonly size?: (item: T) => number
  /** Items of one key are never in two requests at a time, so that they keep their order. */
  readonly key?: (item: T) => string | undefined
  /** Milliseconds that an item may wait for others to share its request. */
  readonly wait?: number
}

interface Waiting<T, R> {
  readonly item: T
  readonly resolve: (result: R) => void
  readonly reject: (error: Error) => void
}

/** The most that SQS takes in one request. */
const MOST = 10
const MOST_BYTES = 1_048_576
/** Requests at a time; beyond the second only full ones, so that under load requests are full and nothing waits when idle. */
const PARALLEL = 16
const EAGER = 2

/** Puts what comes about the same time into one request. */
export class Batches<T, R> {
  readonly #options: BatchesOptions<T, R>
  readonly #busy = new Set<string>()
  readonly #idle: (() => void)[] = []
  #waiting: Waiting<T, R>[] = []
  #running = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #soon = false

  constructor(options: BatchesOptions<T, R>) {
    this.#options = options
  }

  add(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject })
      if (this.#waiting.length >= MOST) this.#start()
      else this.#later()
    })
  }

  /** Sends off what waits. Resolves when nothing is under way any more. */
  async drain(): Promise<void> {
    this.#start(true)
    if (this.#running + this.#waiting.length > 0) await new Promise<void>(resolve => this.#idle.push(resolve))
  }

  #later(): void {
    const { wait = 0 } = this.#options
    if (wait > 0) {
      this.#timer ??= setTimeout(() => this.#start(true), wait)
      return
    }
    if (this.#soon) return
    this.#soon = true
    setImmediate(() => {
      this.#soon = false
      this.#start(true)
    })
  }

  /** Full batches always, half-full ones only when `partial` and little else is under way. */
  #start(partial = false): void {
    if (partial) {
      clearTimeout(this.#timer)
      this.#timer = undefined
    }
    while (this.#waiting.length > 0 && this.#running < PARALLEL) {
      const batch = this.#next()
      const full = batch.length >= MOST || this.#waiting.length > batch.length
      if (batch.length === 0 || (!full && (!partial || this.#running >= EAGER))) return
      this.#take(batch)
      void this.#run(batch)
    }
  }

  #next(): readonly Waiting<T, R>[] {
    const { size, key } = this.#options
    const batch: Waiting<T, R>[] = []
    let bytes = 0
    for (const waiting of this.#waiting) {
      const of = key?.(waiting.item)
      if (of !== undefined && this.#busy.has(of)) continue
      bytes += size?.(waiting.item) ?? 0
      if (batch.length > 0 && bytes > MOST_BYTES) break
      batch.push(waiting)
      if (batch.length === MOST) break
    }
    return batch
  }

  #take(batch: readonly Waiting<T, R>[]): void {
    if (batch.at(-1) === this.#waiting[batch.length - 1]) this.#waiting.splice(0, batch.length)
    else {
      const taken = new Set(batch)
      this.#waiting = this.#waiting.filter(waiting => !taken.has(waiting))
    }
  }

  async #run(batch: readonly Waiting<T, R>[]): Promise<void> {
    const { run, key } = this.#options
    const keys = new Set(batch.flatMap(({ item }) => key?.(item) ?? []))
    for (const of of keys) this.#busy.add(of)
    this.#running++
    try {
      const results = await run(batch.map(({ item }) => item))
      for (const [i, { resolve, reject }] of batch.entries()) {
        const result = results[i] as R | Error
        if (result instanceof Error) reject(result)
        else resolve(result)
      }
    } catch (error) {
      for (const { reject } of batch) reject(error as Error)
    } finally {
      this.#running--
      for (const of of keys) this.#busy.delete(of)
      this.#start(true)
      if (this.#running + this.#waiting.length === 0) for (const tell of this.#idle.splice(0)) tell()
    }
  }
}
