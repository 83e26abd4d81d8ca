import type { Log } from '@millrace/sdk'
import { type DestinationStream, pino } from 'pino'
import type { Settings } from './settings/schema.ts'
import type { Redactor } from './vault/redactor.ts'

/** A log of JSON lines: a fact in lower case and its fields. Secrets are taken out by their value, wherever they stand. */
export const createLog = (level: Settings['logLevel'], redactor: Redactor, stream?: DestinationStream): Log => {
  const options = { level, base: null, hooks: { streamWrite: (line: string) => redactor.redact(line) } }
  const logger = stream ? pino(options, stream) : pino(options)
  const write = (at: 'debug' | 'info' | 'warn' | 'error') => (message: string, fields?: object) =>
    logger[at](fields ?? {}, message)
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}
