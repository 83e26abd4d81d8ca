import type { Log } from '@millrace/sdk'
import type { Entry, Journal } from '../journal.ts'
import type { JournalState } from '../runtime-view.ts'

/** The journal, watched: whether it takes messages, since when, and why not. A change is told and logged once. */
export class GuardedJournal {
  readonly journal: Journal
  readonly #log: Log
  readonly #onChange: (state: JournalState) => void
  #state: JournalState = { state: 'ok', since: Date.now() }

  constructor(journal: Journal, log: Log, onChange: (state: JournalState) => void) {
    this.journal = journal
    this.#log = log
    this.#onChange = onChange
  }

  get durable(): boolean {
    return this.journal.durable
  }

  get state(): JournalState {
    return this.#state
  }

  /** It refused the last message that it was given. */
  get refuses(): boolean {
    return this.#state.state !== 'ok'
  }

  append(entry: Entry): Promise<void> {
    return this.journal.append(entry).then(this.#accepted, this.#refused)
  }

  /** Finds out whether it takes messages now. */
  async check(): Promise<JournalState> {
    await this.journal
      .check?.()
      .then(this.#accepted, this.#refused)
      .catch(() => {})
    return this.#state
  }

  readonly remove = (id: string): void => {
    this.journal.remove(id).catch((error: Error) => this.#log.error('journal failed', { error: error.message }))
  }

  readonly #accepted = (): void => {
    if (this.#state.state === 'ok') return
    this.#log.info('journal takes messages again')
    this.#become({ state: 'ok', since: Date.now() })
  }

  readonly #refused = (error: Error & { code?: string }): never => {
    const state = error.code === 'JOURNAL_FULL' ? 'full' : 'failed'
    if (this.#state.state !== state) {
      this.#log.error('journal refuses messages: sources are paused', { error: error.message })
      this.#become({ state, reason: error.message, since: Date.now() })
    }
    throw error
  }

  #become(state: JournalState): void {
    this.#state = state
    this.#onChange(state)
  }
}
