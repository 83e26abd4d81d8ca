import type { Imported } from '../../protocol.ts'
import { newId } from '../new-id.ts'

/** Which id each item of a file gets here: its own, unless that is taken. */
export class Renamed {
  readonly #ids = new Map<string, string>()

  constructor(items: readonly { readonly id: string }[], taken: readonly { readonly id: string }[]) {
    const used = new Set([...taken, ...items].map(({ id }) => id))
    const here = new Set(taken.map(({ id }) => id))
    for (const { id } of items) {
      const own = here.has(id) ? newId(one => used.has(one)) : id
      used.add(own)
      this.#ids.set(id, own)
    }
  }

  has(id: string): boolean {
    return this.#ids.has(id)
  }

  /** The id here of one of the file's. */
  of(id: string): string {
    return this.#ids.get(id) ?? id
  }

  imported({ id, name }: { readonly id: string; readonly name: string }): Imported {
    const now = this.of(id)
    return { id: now, name, ...(now !== id && { was: id }) }
  }
}
