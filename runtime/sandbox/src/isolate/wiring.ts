/** Which outputs of the functions of a flow lead to other functions of it, as far as messages may go there without crossing. */
export class Wiring {
  readonly #targets = new Map<number, readonly (number | null)[]>()

  set(fn: number, targets: readonly (number | null)[]): void {
    this.#targets.set(fn, targets)
  }

  /** A function is no more. Gives those that led to it. */
  remove(fn: number): number[] {
    this.#targets.delete(fn)
    const touched: number[] = []
    for (const [from, targets] of this.#targets) {
      if (!targets.includes(fn)) continue
      touched.push(from)
      this.#targets.set(
        from,
        targets.map(target => (target === fn ? null : target))
      )
    }
    return touched
  }

  of(fn: number): readonly (number | null)[] {
    return this.#targets.get(fn) ?? []
  }

  /** Whether messages of a function may go on to another one. */
  leads(fn: number): boolean {
    return this.of(fn).some(target => target !== null)
  }
}
