import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check, isObject, t } from '@millrace/sdk'
import type { Culprit } from '../protocol.ts'

/** Milliseconds that the flows must have run for a start to count as a good one. */
const PROVEN = 60_000
const RecordSchema = t.Object({
  starts: t.Array(t.Number()),
  culprit: t.Optional(t.Object({ owner: t.String(), error: t.String(), at: t.Number() }))
})

interface Kept {
  /** When each began that has not ended well, in milliseconds since the epoch; the last may be running. */
  readonly starts: readonly number[]
  readonly culprit?: Culprit
}

/**
 * Remembers in the data folder which starts ended badly: a start counts until the server is stopped or its flows have run
 * for a minute. Written at once and without waiting, because the process may be about to end.
 */
export class StartRecord {
  readonly #path: string
  readonly #before: Kept
  #now: Kept
  #proven: ReturnType<typeof setTimeout> | undefined
  #serving = false

  constructor(folder: string) {
    this.#path = join(folder, 'starts.json')
    this.#before = read(this.#path)
    this.#now = this.#before
  }

  /** How many starts before this one ended badly. */
  get failures(): number {
    return this.#before.starts.length
  }

  /** What probably ended the last of them. */
  get culprit(): Culprit | undefined {
    return this.#before.culprit
  }

  /** The server is up, whether or not its flows run. */
  serving(): void {
    this.#serving = true
  }

  begin(): void {
    this.#write({ ...this.#before, starts: [...this.#before.starts, Date.now()] })
  }

  /** The flows run: if they still do in a minute, all is well. */
  running(proven = PROVEN): void {
    clearTimeout(this.#proven)
    this.#proven = setTimeout(() => this.#write({ starts: [] }), proven)
    this.#proven.unref()
  }

  /** Should this start end badly, this is what it was. */
  blame(owner: string, error: string): void {
    if (this.#now.starts.length > 0) this.#write({ ...this.#now, culprit: { owner, error, at: Date.now() } })
  }

  /** The process ends as it should: all is well again, unless this start never came to serve anything and says nothing. */
  end(): void {
    clearTimeout(this.#proven)
    this.#write(this.#serving ? { starts: [] } : this.#before)
  }

  #write(kept: Kept): void {
    this.#now = kept
    if (kept.starts.length === 0) rmSync(this.#path, { force: true })
    else {
      writeFileSync(`${this.#path}.new`, `${JSON.stringify(kept)}\n`)
      renameSync(`${this.#path}.new`, this.#path)
    }
  }
}

/** A record that cannot be read tells nothing, and keeps nobody from starting. */
const read = (path: string): Kept => {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return isObject(value) && check(RecordSchema, value).length === 0 ? (value as unknown as Kept) : { starts: [] }
  } catch {
    return { starts: [] }
  }
}
