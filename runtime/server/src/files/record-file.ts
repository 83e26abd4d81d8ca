import { FlowError, type TSchema } from '@millrace/sdk'
import { parseFile, readText } from './read-json.ts'
import { writeAtomic } from './write-atomic.ts'

/**
 * One file of the data folder that is read at the start and replaced whole. While it is broken it reads as empty, and
 * writing is refused with FILE_BROKEN, so that nothing in it is lost.
 */
export class RecordFile<T> {
  readonly path: string
  readonly #schema: TSchema
  readonly #empty: T
  readonly #toText: (value: T) => string
  readonly #mode: number | undefined
  #broken: FlowError | undefined

  constructor(path: string, options: { schema: TSchema; empty: T; toText(value: T): string; mode?: number }) {
    this.path = path
    this.#schema = options.schema
    this.#empty = options.empty
    this.#toText = options.toText
    this.#mode = options.mode
  }

  get broken(): FlowError | undefined {
    return this.#broken
  }

  async read(): Promise<T> {
    const text = await readText(this.path)
    if (text === undefined) return this.#empty
    try {
      return parseFile(this.path, text, this.#schema) as T
    } catch (error) {
      if (!(error instanceof FlowError)) throw error
      this.#broken = error
      return this.#empty
    }
  }

  /** Throws what is wrong with the file, if anything is, before a change begins that could not be written. */
  refuseBroken(): void {
    if (this.#broken) throw this.#broken
  }

  async write(value: T): Promise<void> {
    this.refuseBroken()
    await writeAtomic(this.path, this.#toText(value), this.#mode)
  }
}
