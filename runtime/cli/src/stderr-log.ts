import type { Log } from '@millrace/sdk'

const line = (level: string) => (message: string, fields?: object) =>
  console.error(fields ? `${level}: ${message} ${JSON.stringify(fields)}` : `${level}: ${message}`)

/** A log for people, on standard error, so that standard output holds nothing but results. */
export const stderrLog: Log = { debug() {}, info: line('info'), warn: line('warn'), error: line('error') }
