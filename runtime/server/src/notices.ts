import type { Notice } from './protocol.ts'

/** What a person should know about this server: broken files, plugins that did not load. */
export class Notices {
  #all: readonly Notice[] = []
  readonly #changed = new Set<(all: readonly Notice[]) => void>()

  get all(): readonly Notice[] {
    return this.#all
  }

  /** A notice of the same id is replaced. */
  add(notice: Notice): void {
    this.#all = [...this.#all.filter(({ id }) => id !== notice.id), notice]
    for (const heard of this.#changed) heard(this.#all)
  }

  onChange(heard: (all: readonly Notice[]) => void): void {
    this.#changed.add(heard)
  }
}
