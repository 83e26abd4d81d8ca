import { DeployError } from '@millrace/engine'
import { ConfigError, FlowError, type Log } from '@millrace/sdk'
import type { Failure } from '../protocol.ts'
import type { Redactor } from '../vault/redactor.ts'
import { InUseError } from './in-use-error.ts'

/** An error as the person who asked is told of it. What nobody foresaw is logged and told without its inside. */
export const toFailure = (error: unknown, redactor: Redactor, log: Log): Failure => {
  if (!(error instanceof FlowError)) {
    log.error('request failed', { error: error instanceof Error ? error.stack : String(error) })
    const message = 'Something went wrong that Millrace did not foresee. The log of the server says more.'
    return { code: 'INTERNAL', message }
  }
  const problems = error instanceof ConfigError || error instanceof DeployError ? error.problems : undefined
  const uses = error instanceof InUseError ? error.uses : undefined
  return {
    code: error.code,
    message: redactor.redact(error.message),
    ...(problems && { problems }),
    ...(uses && { uses })
  }
}

const STATUS: Readonly<Record<string, number>> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  ORIGIN_REFUSED: 403,
  HOST_REFUSED: 403,
  NOT_FOUND: 404,
  FLOW_UNKNOWN: 404,
  NODE_UNKNOWN: 404,
  INTEGRATION_UNKNOWN: 404,
  CREDENTIAL_UNKNOWN: 404,
  REVISION_UNKNOWN: 404,
  DEAD_LETTER_UNKNOWN: 404,
  DEPLOY_STALE: 409,
  FILE_BROKEN: 409,
  FILE_CHANGED: 409,
  SECRETS_LOCKED: 409,
  INTEGRATION_AWAY: 409,
  CREDENTIAL_IN_USE: 409,
  NAME_TAKEN: 409,
  FLOWS_STOPPED: 409,
  REQUEST_TOO_LARGE: 413,
  DEPLOY_INVALID: 422,
  CONFIG_INVALID: 422,
  TOO_MANY_LOGINS: 429,
  INTERNAL: 500,
  JOURNAL_FULL: 503,
  JOURNAL_FAILED: 503,
  RUNTIME_STOPPED: 503
}

/** The HTTP status of a failure: the request was at fault unless it is listed here. */
export const statusOf = (code: string): number => STATUS[code] ?? 400
