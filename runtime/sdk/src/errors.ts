import type { Message } from './message.ts'
import type { Problem } from './problem.ts'

/** Every error of ours: a stable code for programs, a sentence for people, the cause kept. All codes are listed in `error-codes.ts`. */
export class FlowError extends Error {
  readonly code: string
  /** The message that it is about, where that is another than the one that the node was given: catch nodes receive it. */
  declare about?: Message

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.code = code
  }
}

/** The message can never succeed: it becomes a dead letter without further tries. */
export class RejectedError extends FlowError {
  constructor(message: string, options?: ErrorOptions) {
    super('MESSAGE_REJECTED', message, options)
  }
}

/** Worth another try, for a connection or a message, but not before `wait` milliseconds: the far side said so (429, 529, Retry-After). */
export class RetryError extends FlowError {
  readonly wait: number

  constructor(message: string, wait: number, options?: ErrorOptions) {
    super('RETRY_LATER', message, options)
    this.wait = wait
  }
}

/** The config does not fit its schema; `problems` says where and why, in words for the person who filled it in. */
export class ConfigError extends FlowError {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super('CONFIG_INVALID', problems.map(({ path, message }) => `${path || '/'} ${message}`).join('; '))
    this.problems = problems
  }
}
