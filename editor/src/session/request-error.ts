import { FlowError } from '@millrace/sdk'
import type { Failure } from '@millrace/server/protocol'

/** A request that the server refused, or that could not reach it (SERVER_AWAY). Its message is for a person. */
export class RequestError extends FlowError {
  readonly problems: NonNullable<Failure['problems']>

  constructor({ code, message, problems = [] }: Failure) {
    super(code, message)
    this.problems = problems
  }
}
