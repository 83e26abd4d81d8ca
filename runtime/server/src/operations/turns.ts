/** Runs changes one after the other, so that files and runtime never hold parts of two. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => {})
    return turn
  }

  /** Resolves when everything begun so far is done. */
  async settled(): Promise<void> {
    await this.#last
  }
}
