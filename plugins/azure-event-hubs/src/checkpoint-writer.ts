import type { Position } from './prefix.ts'

export interface CheckpointWriterOptions {
  write(position: Position): Promise<void>
  /** A checkpoint is durable. */
  written(position: Position): void
  failed(error: Error): void
}

/** Milliseconds in which checkpoints are gathered into one write, and before a write that failed is repeated. */
const GATHER = 50
const REPEAT = 1000

/** Writes the checkpoint of one partition: the newest, one write at a time, and not for each event. */
export class CheckpointWriter {
  readonly #options: CheckpointWriterOptions
  #newest: Position | undefined
  #durable: Position | undefined
  #writing: Promise<void> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #closed = false

  constructor(options: CheckpointWriterOptions) {
    this.#options = options
  }

  advance(position: Position): void {
    this.#newest = position
    if (this.#closed) void this.flush()
    else this.#later(GATHER)
  }

  /** Resolves when the newest checkpoint is durable, or could not be written. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#newest === this.#durable) return
    this.#writing ??= this.#write()
    await this.#writing
  }

  /** What still comes is written at once. */
  close(): Promise<void> {
    this.#closed = true
    return this.flush()
  }

  /** Called only when there is something to write. */
  async #write(): Promise<void> {
    try {
      while (this.#newest !== undefined && this.#newest !== this.#durable) {
        const position = this.#newest
        await this.#options.write(position)
        this.#durable = position
        this.#options.written(position)
      }
    } catch (error) {
      this.#options.failed(error as Error)
      if (!this.#closed) this.#later(REPEAT)
    } finally {
      this.#writing = undefined
    }
  }

  #later(wait: number): void {
    this.#timer ??= setTimeout(() => void this.flush(), wait)
  }
}
