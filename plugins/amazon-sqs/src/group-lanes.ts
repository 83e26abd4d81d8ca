interface Grouped {
  readonly group: string | undefined
}

/** Messages of one group one after the other, in the order in which SQS gave them; those without a group pass. */
export class GroupLanes<T extends Grouped> {
  readonly #lanes = new Map<string, T[]>()

  /** Whether it may go now. If not, `next` returns it when its turn comes. */
  enter(item: T): boolean {
    const { group } = item
    if (group === undefined) return true
    const lane = this.#lanes.get(group)
    lane?.push(item)
    if (!lane) this.#lanes.set(group, [item])
    return lane === undefined
  }

  /** The one at the head is done: the one behind it, which may go now. */
  next({ group }: T): T | undefined {
    const lane = group === undefined ? undefined : this.#lanes.get(group)
    if (group === undefined || lane === undefined) return undefined
    lane.shift()
    if (lane.length === 0) this.#lanes.delete(group)
    return lane[0]
  }

  /** The one at the head goes back to the queue: so must these, or they would overtake it. */
  clear({ group }: T): readonly T[] {
    const lane = group === undefined ? undefined : this.#lanes.get(group)
    if (group === undefined || lane === undefined) return []
    this.#lanes.delete(group)
    return lane.slice(1)
  }

  /** It is no longer ours. */
  remove(item: T): void {
    const { group } = item
    if (group === undefined) return
    const rest = this.#lanes.get(group)?.filter(other => other !== item) ?? []
    if (rest.length > 0) this.#lanes.set(group, rest)
    else this.#lanes.delete(group)
  }
}
