import type { Entry } from '@millrace/engine'
import { encode } from '@millrace/sdk'
import { Batch } from './batch.ts'
import type { Disk } from './disk.ts'
import type { LetterTally } from './letter-store.ts'
import { type EntryRow, type LetterRow, toEntryRow } from './row.ts'
import { type Held, onDisk, type UnderWay } from './under-way.ts'

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

  write(held: Held, entry: Entry): Promise<void> {
    const batch = this.#next
    batch.writes.set(held.seq, { held, entry })
    this.#scheduled()
    return batch.written(held)
  }

  erase(held: Held): Promise<void> {
    this.#forget(held)
    this.#next.erased.add(held.id)
    return this.#scheduled()
  }

  bury(row: LetterRow, held: Held | undefined): Promise<void> {
    if (held) this.#forget(held)
    const [id] = row
    const { burials } = this.#next
    burials.set(id, { row, held: onDisk(held) ?? burials.get(id)?.held })
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
    const stored = onDisk(held)
    if (stored) this.#next.erases.add(stored.seq)
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
    const write = this.#encoded(batch)
    if (batch.empty) return batch.resolve()
    try {
      const tally = await this.#disk.ask('commit', {
        write,
        erase: [...batch.erases],
        bury: [...batch.burials.values()].map(({ row }) => row)
      })
      for (const { held } of batch.writes.values()) this.#underWay.written(held)
      this.#onTally(tally)
      batch.resolve()
    } catch (error) {
      this.#takeBack(batch)
      batch.reject(error)
    }
  }

  /** The rows to write. Only here are messages turned into text: those that are done by now never cost that. */
  #encoded({ writes, erases, refused }: Batch): EntryRow[] {
    const rows: EntryRow[] = []
    for (const [seq, { held, entry }] of writes)
      try {
        const text = encode(entry.message)
        this.#underWay.measure(held, Buffer.byteLength(text))
        held.stored = true
        rows.push(toEntryRow(entry, seq, text))
      } catch (error) {
        writes.delete(seq)
        refused.set(held, error)
        const kept = this.#underWay.notWritten(held)
        if (kept !== undefined) erases.delete(kept)
      }
    return rows
  }

  /** Entries and letters are refused and stand as before; erasures go with the next commit, so that nothing done stays behind. */
  #takeBack({ writes, erases, erased, burials }: Batch): void {
    const next = this.#next
    const kept = new Set<number | undefined>()
    for (const { held } of writes.values()) kept.add(this.#underWay.notWritten(held))
    for (const [id, { held }] of burials) {
      if (!held || erased.has(id) || next.erased.has(id)) continue
      const again = next.burials.get(id)
      if (again) next.burials.set(id, { row: again.row, held: onDisk(again.held) ?? held })
      else kept.add(this.#underWay.putBack(held))
    }
    for (const seq of erases) if (!kept.has(seq)) next.erases.add(seq)
  }
}
