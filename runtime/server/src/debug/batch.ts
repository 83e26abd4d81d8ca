/** Collects the latest value of each key and passes them on together, at most once an interval. */
export class Batch<T> {
  readonly #interval: number
  readonly #push: (values: readonly T[]) => void
  #latest = new Map<string, T>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(interval: number, push: (values: readonly T[]) => void) {
    this.#interval = interval
    this.#push = push
  }

  add(key: string, value: T): void {
    this.#latest.set(key, value)
    this.#timer ??= setTimeout(() => this.#flush(), this.#interval)
  }

  /** What waits is not passed on any more. */
  close(): void {
    clearTimeout(this.#timer)
  }

  #flush(): void {
    const values = [...this.#latest.values()]
    this.#latest = new Map()
    this.#timer = undefined
    this.#push(values)
  }
}
