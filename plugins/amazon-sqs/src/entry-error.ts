import type { EntryFault } from './client.ts'

/** One message of a request went wrong, and the others did not. */
export class EntryError extends Error {
  readonly code: string
  /** Another try is of no use. */
  readonly final: boolean

  constructor({ code, message, ours }: EntryFault) {
    super(message)
    this.name = code
    this.code = code
    this.final = ours
  }
}
