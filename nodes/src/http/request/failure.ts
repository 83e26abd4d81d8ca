import { FlowError, RejectedError, RetryError } from '@millrace/sdk'

/** What to throw when no response came: the cause that fetch hides inside, without the query, which may hold keys. */
export const networkFailure = (error: unknown, method: string, { origin, pathname }: URL): unknown => {
  if (error instanceof FlowError) return error
  const name = error instanceof Error ? error.name : ''
  if (name === 'TimeoutError')
    return new FlowError('HTTP_TIMEOUT', `${method} ${origin}${pathname} was not answered in time`, { cause: error })
  if (name === 'AbortError') return error
  return new FlowError('HTTP_FAILED', `${method} ${origin}${pathname} failed: ${reasonOf(error)}`, { cause: error })
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join('; ')
  return cause instanceof Error ? cause.message || reasonOf(cause) : error.message
}

/** What to throw for a status that says that the request failed: worth another try, or never. */
export const statusFailure = (
  { status, statusText, headers }: Response,
  method: string,
  { origin, pathname }: URL
): Error => {
  const message = `${method} ${origin}${pathname} was answered with ${status} ${statusText}`.trim()
  if (status < 500 && status !== 408 && status !== 425 && status !== 429) return new RejectedError(message)
  const wait = retryAfter(headers.get('retry-after'))
  return wait === undefined ? new FlowError('HTTP_STATUS', message) : new RetryError(message, wait)
}

/** Seconds or a date, in milliseconds from now. */
const retryAfter = (header: string | null): number | undefined => {
  if (header === null) return undefined
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined
}
