import { FlowError } from '@millrace/sdk'
import type { Failure } from '@millrace/server/protocol'

/** A request that the server refused, or that could not reach it (SERVER_AWAY). Its message is for a person. */
export class RequestError extends FlowError {
  readonly problems: NonNullable<Failure['problems']>
  /** What still uses the thing that was to go. */
  readonly uses: NonNullable<Failure['uses']>

  constructor({ code, message, problems = [], uses = [] }: Failure) {
    super(code, message)
    this.problems = problems
    this.uses = uses
  }
}
