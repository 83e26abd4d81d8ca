import type { Disk } from './disk.ts'
import type { LetterTally } from './letter-store.ts'
import type { EntryRow, LetterRow } from './row.ts'
import { type Held, onDisk, type UnderWay } from './under-way.ts'

/** What the next commit will change. Everybody who asked for a part of it waits for the same promise. */
class Batch {
  readonly writes = new Map<number, { readonly held: Held; readonly row: EntryRow }>()
  readonly erases = new Set<number>()
  readonly burials = new Map<string, { readonly row: LetterRow; readonly held: Held | undefined }>()
  readonly #outcome = Promise.withResolvers<void>()
  readonly done = this.#outcome.promise
  readonly resolve = this.#outcome.resolve
  readonly reject = this.#outcome.reject
  /** Somebody waits for it; otherwise it holds only what an earlier commit could not erase. */
  asked = false

  constructor() {
    // Erasures of an earlier commit may be all it holds: then nobody listens.
    this.done.catch(() => {})
  }

  get urgent(): boolean {
    return this.writes.size > 0 || this.burials.size > 0
  }
  get empty(): boolean {
    return !this.urgent && this.erases.size === 0
  }
}

/** Milliseconds that erasures alone wait for company: nobody is held up by them. */
const linger = 5

/** One commit is in flight at a time; what arrives meanwhile goes together with the next, and what is done by then not at all. */
export class GroupCommit {
  readonly #disk: Disk
  readonly #underWay: UnderWay
  readonly #onTally: (tally: LetterTally) => void
  #next = new Batch()
  #running: Promise<void> | undefined
  #soon: NodeJS.Immediate | undefined
  #later: NodeJS.Timeout | undefined

  constructor(disk: Disk, underWay: UnderWay, onTally: (tally: LetterTally) => void) {
    this.#disk = disk
    this.#underWay = underWay
    this.#onTally = onTally
  }

  write(held: Held, row: EntryRow): Promise<void> {
    this.#next.writes.set(held.seq, { held, row })
    return this.#scheduled()
  }

  erase(held: Held): Promise<void> {
    this.#forget(held)
    return this.#scheduled()
  }

  bury(row: LetterRow, held: Held | undefined): Promise<void> {
    if (held) this.#forget(held)
    this.#next.burials.set(row[0], { row, held })
    return this.#scheduled()
  }

  /** Resolves when nothing waits to be written; what fails now stays as it is on disk. */
  async flush(): Promise<void> {
    await this.#running
    if (!this.#next.asked && this.#next.empty) return
    await this.#commit()
  }

  #forget(held: Held): void {
    this.#next.writes.delete(held.seq)
    if (onDisk(held)) this.#next.erases.add(held.seq)
  }

  #scheduled(): Promise<void> {
    this.#next.asked = true
    this.#schedule()
    return this.#next.done
  }

  #schedule(): void {
    if (this.#running || this.#soon) return
    if (this.#next.urgent || this.#next.empty) this.#soon = setImmediate(() => this.#commit())
    else this.#later ??= setTimeout(() => this.#commit(), linger)
  }

  #commit(): Promise<void> {
    clearImmediate(this.#soon)
    clearTimeout(this.#later)
    this.#soon = undefined
    this.#later = undefined
    const batch = this.#next
    this.#next = new Batch()
    this.#running = this.#write(batch).finally(() => {
      this.#running = undefined
      if (this.#next.asked) this.#schedule()
    })
    return this.#running
  }

  async #write(batch: Batch): Promise<void> {
    if (batch.empty) return batch.resolve()
    const writes = [...batch.writes.values()]
    for (const { held } of writes) held.stored = true
    try {
      const tally = await this.#disk.ask('commit', {
        write: writes.map(({ row }) => row),
        erase: [...batch.erases],
        bury: [...batch.burials.values()].map(({ row }) => row)
      })
      for (const { held } of writes) this.#underWay.written(held)
      this.#onTally(tally)
      batch.resolve()
    } catch (error) {
      this.#takeBack(batch)
      batch.reject(error)
    }
  }

  /** Entries and letters are refused and stand as before; erasures go with the next commit, so that nothing done stays behind. */
  #takeBack({ writes, erases, burials }: Batch): void {
    for (const { held } of writes.values()) this.#underWay.notWritten(held)
    const kept = new Set<number>()
    for (const { held } of burials.values()) if (held && this.#underWay.putBack(held)) kept.add(held.seq)
    for (const seq of erases) if (!kept.has(seq)) this.#next.erases.add(seq)
  }
}
