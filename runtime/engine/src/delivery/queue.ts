/** First in, first out, without shifting: a ring that doubles when full. */
export class Queue<T> {
  #items: (T | undefined)[] = new Array(64)
  #mask = 63
  #head = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  push(item: T): void {
    if (this.#size > this.#mask) this.#grow()
    this.#items[(this.#head + this.#size++) & this.#mask] = item
  }

  shift(): T | undefined {
    if (this.#size === 0) return undefined
    const item = this.#items[this.#head]
    this.#items[this.#head] = undefined
    this.#head = (this.#head + 1) & this.#mask
    this.#size--
    return item
  }

  /** Puts an item in front of all others. */
  unshift(item: T): void {
    if (this.#size > this.#mask) this.#grow()
    this.#head = (this.#head - 1) & this.#mask
    this.#items[this.#head] = item
    this.#size++
  }

  #grow(): void {
    const { length } = this.#items
    const items = new Array<T | undefined>(length * 2)
    for (let i = 0; i < length; i++) items[i] = this.#items[(this.#head + i) & this.#mask]
    this.#items = items
    this.#mask = length * 2 - 1
    this.#head = 0
  }
}
