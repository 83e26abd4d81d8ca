import type { DeadLetter } from '@millrace/engine'

/** Which dead letters are meant; all of them without. */
export interface LetterFilter {
  readonly flow?: string
  /** Id of the node where it entered or failed. */
  readonly node?: string
  /** Found in the message, the error or the ids, whatever the case of its letters. */
  readonly text?: string
}

export interface LetterQuery extends LetterFilter {
  /** 100 when left out, at most 1,000. */
  readonly limit?: number
  /** The `next` of the page before this one. */
  readonly cursor?: string
}

/** A dead letter in a list. */
export interface LetterSummary extends Omit<DeadLetter, 'message'> {
  readonly topic?: string
  /** The beginning of the payload, as text of the codec. */
  readonly preview: string
  /** Of the whole message, encoded. */
  readonly bytes: number
}

/** Newest first. */
export interface LetterPage {
  readonly letters: readonly LetterSummary[]
  /** Where the next page begins; none when this is the last. */
  readonly next?: string
  readonly counts: LetterCounts
}

/** Of the letters that a filter means. */
export interface LetterCounts {
  readonly count: number
  /** By the id of the flow, also of flows that are no more. */
  readonly byFlow: Readonly<Record<string, number>>
}

/** A dead letter with its whole message. */
export interface LetterView extends LetterSummary {
  /** Text of the SDK's codec, indented: what a person edits and sends back. */
  readonly message: string
}

/** What is replayed or purged: those named by id, or all that a filter means. */
export interface LetterChoice {
  readonly ids?: readonly string[]
  readonly matching?: LetterFilter
}

export interface LetterRequests {
  /** Newest first, with whole messages, without a cursor: `deadletters:page` is better for lists. */
  'deadletters:list'(request: { readonly limit?: number; readonly before?: number }): readonly DeadLetter[]
  'deadletters:page'(query: LetterQuery): LetterPage
  'deadletters:get'(request: { readonly id: string }): LetterView
  /**
   * Sends them on their way again and answers how many there were. With `message`, text of the codec, the one letter in
   * `ids` goes with that instead of its own; CONFIG_INVALID with a path under `/message` when it cannot.
   */
  'deadletters:replay'(request: LetterChoice & { readonly message?: string }): number
  /** Answers how many there were; all of them when neither ids nor a filter is given. */
  'deadletters:purge'(request: LetterChoice): number
}

export interface LetterPushes {
  deadLetters(change: { readonly count: number }): void
}
