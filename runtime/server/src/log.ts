import type { Log } from '@millrace/sdk'
import { type DestinationStream, pino } from 'pino'
import type { Settings } from './settings/schema.ts'
import type { Redactor } from './vault/redactor.ts'

/** A log of JSON lines, to standard error when no stream is given: a fact in lower case and its fields. Secrets are taken out by their value, wherever they stand. */
export const createLog = (level: Settings['logLevel'], redactor: Redactor, stream?: DestinationStream): Log => {
  const logger = pino({ level, base: null }, stream ?? pino.destination({ dest: 2, sync: true }))
  const write = (at: 'debug' | 'info' | 'warn' | 'error') => (message: string, fields?: object) => {
    if (logger.isLevelEnabled(at)) logger[at](redactor.inside(fields ?? {}), redactor.redact(message))
  }
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}
