import { FlowError } from '@millrace/sdk'
import type { ErrorRequestHandler } from 'express'
import { statusOf, toFailure } from '../operations/failure.ts'
import type { ServerParts } from '../operations/parts.ts'
import { tooLarge } from './flow-routes/web-request.ts'

/** Answers an error as `{ code, message, problems }` with the status that fits. */
export const failures =
  ({ redactor, log, settings }: ServerParts): ErrorRequestHandler =>
  (error, _request, response, next) => {
    if (response.headersSent) return next(error)
    const failure = toFailure(foreseen(error, settings.maxBody), redactor, log)
    if (failure.code === 'UNAUTHORIZED')
      response.setHeader('WWW-Authenticate', 'Basic realm="Millrace", charset="UTF-8"')
    response.status(statusOf(failure.code)).json(failure)
  }

/** What Express raises about a request that cannot be read, as an error of ours. */
const foreseen = (error: Error & { type?: string; status?: number }, maxBody: number): Error => {
  if (error.type === 'entity.too.large') return tooLarge(maxBody)
  if (error instanceof FlowError || error.status === undefined || error.status >= 500) return error
  return new FlowError('REQUEST_INVALID', `The request cannot be read: ${error.message}`)
}
