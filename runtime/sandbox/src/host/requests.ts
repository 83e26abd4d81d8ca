/** The requests of one function that are under way. Each ends with the message that it was made for. */
export class Requests {
  readonly #under = new Set<AbortController>()

  get size(): number {
    return this.#under.size
  }

  /** Runs a request; nothing comes of one that was aborted meanwhile. */
  async run(
    message: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<string | undefined>,
    done: (text: string) => void
  ): Promise<void> {
    const own = new AbortController()
    this.#under.add(own)
    const signal = message ? AbortSignal.any([own.signal, message]) : own.signal
    const text = await work(signal)
    if (text !== undefined && !signal.aborted) done(text)
    this.#under.delete(own)
  }

  abort(): void {
    for (const one of this.#under) one.abort()
    this.#under.clear()
  }
}
