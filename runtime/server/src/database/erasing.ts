/** Owners whose rows are being erased: until that is on the disk, what is found there counts for nothing. */
export class Erasing {
  readonly #owners = new Set<string>()

  begin(owner: string, done: Promise<void>): void {
    this.#owners.add(owner)
    done.then(
      () => this.#owners.delete(owner),
      () => {}
    )
  }

  has(owner: string): boolean {
    for (const erased of this.#owners) if (isBelow(erased, owner)) return true
    return false
  }
}

/** Whether an owner is another, or below it: `f/n` is below `f`. */
export const isBelow = (above: string, owner: string): boolean => owner === above || owner.startsWith(`${above}/`)
