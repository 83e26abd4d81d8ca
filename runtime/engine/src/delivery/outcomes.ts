import { type Log, RejectedError, RetryError } from '@millrace/sdk'
import type { Arrival } from './arrival.ts'
import { deadLetterOf, failureOf } from './dead-letter.ts'
import type { Entrance } from './entrance.ts'
import type { GuardedJournal } from './guarded-journal.ts'
import { exhausted } from './node-retry.ts'
import type { Receipts } from './receipts.ts'
import { retryDelay } from './retry.ts'

/** Milliseconds until a message is tried again whose dead letter nobody takes. */
const NOT_BURIED = 10_000

export interface OutcomeParts {
  readonly journal: GuardedJournal
  readonly log: Log
  readonly receipts: Receipts
  entrance(flow: string, node: string): Entrance | undefined
  revision(): number
  onDeadLetter(): void
  readonly stateSaved: () => Promise<void> | undefined
  /** It is under way no more. */
  leave(arrival: Arrival): void
  /** Gives a message back to its source; whether there was anybody to take it. */
  giveBack(arrival: Arrival, error: Error): boolean
  /** Tries it again after so many milliseconds. */
  again(arrival: Arrival, tries: number, delay: number): void
  /** So many messages more are under way: nodes have cut them out of one that is not over yet. */
  cut(more: number): void
}

/** What becomes of a message when a try of it is over: done, tried again, given back to its source, or a dead letter. */
export class Outcomes {
  done = 0
  buried = 0
  readonly #parts: OutcomeParts

  constructor(parts: OutcomeParts) {
    this.#parts = parts
  }

  over(arrival: Arrival, error: Error | undefined): void {
    if (error !== undefined) {
      void this.#failed(arrival, error)
      return
    }
    const saving = this.#parts.stateSaved()
    if (saving === undefined) this.#done(arrival)
    else
      saving.then(
        () => this.#done(arrival),
        (unsaved: Error) => this.#failed(arrival, unsaved)
      )
  }

  bury(arrival: Arrival, error: Error, tries = arrival.tries + 1): void {
    const { journal, log, receipts, revision, onDeadLetter } = this.#parts
    log.error('message became a dead letter', failureOf(arrival, error))
    journal.journal.bury(deadLetterOf(arrival, error, tries, revision())).then(
      () => {
        this.buried++
        this.#parts.leave(arrival)
        receipts.acknowledge(arrival)
        onDeadLetter()
      },
      (refused: Error) => {
        log.error('journal failed', { error: refused.message })
        if (!this.#parts.giveBack(arrival, error)) this.#parts.again(arrival, arrival.tries, NOT_BURIED)
      }
    )
  }

  #done(arrival: Arrival): void {
    if (arrival.cuts === 0) this.done++
    else this.#parts.cut(arrival.cuts - 1)
    this.#parts.leave(arrival)
    if (arrival.journaled) this.#parts.journal.remove(arrival.id)
    this.#parts.receipts.acknowledge(arrival)
  }

  async #failed(arrival: Arrival, error: Error): Promise<void> {
    const { journal, log, receipts, entrance: at, cut, giveBack, again } = this.#parts
    cut(arrival.cuts)
    const entrance = at(arrival.flow, arrival.node)
    if (entrance?.replies) {
      this.done++
      this.#parts.leave(arrival)
      receipts.refuse(arrival, error)
      return
    }
    const permanent = error instanceof RejectedError || exhausted.has(error)
    if (!permanent && entrance?.retriesAtSource && giveBack(arrival, error)) return
    const tries = arrival.tries + 1
    if (permanent || entrance === undefined || tries >= entrance.retry.attempts) {
      this.bury(arrival, error, tries)
      return
    }
    const delay = Math.max(retryDelay(tries, entrance.retry), error instanceof RetryError ? error.wait : 0)
    log.warn('message failed, trying again', { ...failureOf(arrival, error), tries, delay: Math.round(delay) })
    if (journal.durable) {
      try {
        await journal.append(arrival.entry(tries, Date.now() + delay))
        arrival.journaled = true
        arrival.safe = true
        receipts.acknowledge(arrival)
      } catch {
        if (!arrival.journaled && giveBack(arrival, error)) return
      }
    }
    again(arrival, tries, delay)
  }
}
