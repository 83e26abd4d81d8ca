/** A queue that takes what comes back at its front. */
export class Backlog<T> {
  #back: T[] = []
  #front: T[] = []
  #head = 0

  get size(): number {
    return this.#front.length + this.#back.length - this.#head
  }

  push(item: T): void {
    this.#back.push(item)
  }

  /** In the order in which they shall come out. */
  unshift(items: readonly T[]): void {
    this.#front.push(...items.toReversed())
  }

  shift(): T | undefined {
    if (this.#front.length > 0) return this.#front.pop()
    if (this.#head === this.#back.length) return undefined
    const item = this.#back[this.#head++]
    if (this.#head > 10_000) {
      this.#back = this.#back.slice(this.#head)
      this.#head = 0
    }
    return item
  }
}
