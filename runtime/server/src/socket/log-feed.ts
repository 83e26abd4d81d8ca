import type { LogEvent } from '@millrace/engine'

/** Milliseconds between two batches, and the lines of one: of more, the latest. */
const INTERVAL = 200
const LINES = 200

/** Passes log lines on in batches, so that a chatty integration floods nobody. */
export class LogFeed {
  readonly #push: (lines: readonly LogEvent[]) => void
  #lines: LogEvent[] = []
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(push: (lines: readonly LogEvent[]) => void) {
    this.#push = push
  }

  add(line: LogEvent): void {
    this.#lines.push(line)
    if (this.#lines.length > LINES) this.#lines.shift()
    this.#timer ??= setTimeout(() => this.#flush(), INTERVAL)
  }

  /** What waits is not passed on any more. */
  close(): void {
    clearTimeout(this.#timer)
  }

  #flush(): void {
    const lines = this.#lines
    this.#lines = []
    this.#timer = undefined
    this.#push(lines)
  }
}
