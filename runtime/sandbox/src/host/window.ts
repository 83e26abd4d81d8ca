interface Numbered {
  readonly number: number
}

/**
 * Things by their number, where numbers are given in turn and most are needed for a short while only. A ring instead of a
 * Map: a Map that is filled and emptied all the time keeps what was taken out alive, and the garbage collector busy.
 */
export class Window<T extends Numbered> {
  readonly #ring: (T | undefined)[]
  readonly #mask: number
  /** What was still there when its place came round again. */
  readonly #older = new Map<number, T>()

  /** `size` is a power of two. */
  constructor(size = 4096) {
    this.#ring = new Array(size).fill(undefined)
    this.#mask = size - 1
  }

  get(number: number): T | undefined {
    const found = this.#ring[number & this.#mask]
    if (found?.number === number) return found
    return this.#older.size === 0 ? undefined : this.#older.get(number)
  }

  set(item: T): void {
    const at = item.number & this.#mask
    const before = this.#ring[at]
    if (before !== undefined) this.#older.set(before.number, before)
    this.#ring[at] = item
  }

  delete(item: T): void {
    const at = item.number & this.#mask
    if (this.#ring[at] === item) this.#ring[at] = undefined
    else this.#older.delete(item.number)
  }

  /** In the order of their numbers. */
  all(): T[] {
    const found = [...this.#older.values()]
    for (const item of this.#ring) if (item !== undefined) found.push(item)
    return found.sort((a, b) => a.number - b.number)
  }
}
