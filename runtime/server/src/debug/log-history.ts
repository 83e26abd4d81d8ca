import type { LogEvent } from '@millrace/engine'

const PER_OWNER = 200
const OWNERS = 1000

/** The latest log lines of each integration and node, for their pages. */
export class LogHistory {
  readonly #byOwner = new Map<string, LogEvent[]>()

  add(event: LogEvent): void {
    if (event.owner === undefined || event.level === 'debug') return
    const lines = this.#byOwner.get(event.owner) ?? []
    this.#byOwner.delete(event.owner)
    this.#byOwner.set(event.owner, lines)
    lines.push(event)
    if (lines.length > PER_OWNER) lines.shift()
    if (this.#byOwner.size > OWNERS) this.#byOwner.delete(this.#byOwner.keys().next().value as string)
  }

  /** Oldest first. */
  of(owner: string): readonly LogEvent[] {
    return this.#byOwner.get(owner) ?? []
  }
}
