import { RejectedError, RetryError } from '@millrace/sdk'
import type { RetryConfig } from './config.ts'

/** Codes of errors that would come again: trying again only takes time. */
const lasting: readonly unknown[] = ['MESSAGE_REJECTED', 'CODEC_UNSUPPORTED', 'CATCH_LOOP', 'REPLY_GONE']

/** Whether a failure is worth another try. */
export const isCounted = (error: unknown, { errors, codes }: Pick<RetryConfig, 'errors' | 'codes'>): boolean => {
  switch (errors) {
    case 'all':
      return true
    case 'codes':
      return codes.includes(String(codeOf(error)))
    case 'transient':
      return !(error instanceof RejectedError) && !lasting.includes(codeOf(error))
  }
}

export const codeOf = (error: unknown): unknown => (Object(error) as { code?: unknown }).code

/** Milliseconds before the try after the `tries`-th: at random up to a bound that doubles, never less than the far side asked for. */
export const waitAfter = (
  tries: number,
  error: unknown,
  { backoff, delay, maxDelay }: Pick<RetryConfig, 'backoff' | 'delay' | 'maxDelay'>,
  random = Math.random
): number => {
  const wait =
    backoff === 'fixed' ? delay * 1000 : random() * 1000 * Math.min(maxDelay, delay * 2 ** Math.min(tries - 1, 50))
  return Math.max(wait, error instanceof RetryError ? error.wait : 0)
}
