interface Keyed {
  readonly key?: string
}

/** Messages of one key one after the other, in the order of their arrival; those without a key pass. */
export class KeyLanes<T extends Keyed> {
  readonly #lanes = new Map<string, T[]>()

  /** Whether it may go now; if not, `leave` of the one before returns it. */
  enter(item: T): boolean {
    if (item.key === undefined) return true
    const lane = this.#lanes.get(item.key)
    if (lane === undefined) {
      this.#lanes.set(item.key, [item])
      return true
    }
    if (lane[0] === item) return true
    lane.push(item)
    return false
  }

  /** The next of the same key, which may go now. */
  leave(item: T): T | undefined {
    if (item.key === undefined) return undefined
    const lane = this.#lanes.get(item.key)
    if (lane === undefined || lane[0] !== item) return undefined
    lane.shift()
    if (lane.length === 0) this.#lanes.delete(item.key)
    return lane[0]
  }

  /** Another try of the same message keeps its place. */
  replace(before: T, after: T): void {
    const lane = before.key === undefined ? undefined : this.#lanes.get(before.key)
    const place = lane?.indexOf(before) ?? -1
    if (lane && place >= 0) lane[place] = after
  }
}
