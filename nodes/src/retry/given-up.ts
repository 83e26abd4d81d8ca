import type { Message } from '@millrace/sdk'
import { codeOf } from './policy.ts'

/** The message with the error that it failed with; an `error` that was there before is kept as `_error`, as catch nodes do. */
export const givenUp = (
  message: Message,
  error: unknown,
  retry: { readonly attempt: number; readonly of: number }
): Message => {
  const { name, message: text, stack } = error instanceof Error ? error : new Error(String(error))
  const code = codeOf(error)
  return {
    ...message,
    ...(message.error !== undefined && { _error: message.error }),
    error: { message: text, name, stack, ...(code !== undefined && { code }) },
    retry
  }
}
