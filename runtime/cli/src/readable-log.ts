import type { Log } from '@millrace/sdk'

type Level = keyof Log
/** By the numbers that pino gives its levels. */
const levels: Readonly<Record<number, Level>> = { 20: 'debug', 30: 'info', 40: 'warn', 50: 'error' }

/** A log line for people: when, how grave unless it is not, the fact, and its fields. */
export const logLine = (at: number, level: Level, message: string, fields: object = {}): string => {
  const time = new Date(at).toTimeString().slice(0, 8)
  const told = Object.entries(fields).map(([name, value]) => `${name}=${textOf(value)}`)
  return [time, ...(level === 'info' ? [] : [level]), message, ...told].join('  ')
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Takes pino's lines of JSON and writes them on for people. */
export const readableLog = (to: { write(text: string): unknown }) => ({
  write(json: string): void {
    const { level, time, msg, ...fields } = JSON.parse(json)
    to.write(`${logLine(time, levels[level] ?? 'info', msg, fields)}\n`)
  }
})

const toStderr = (level: Level) => (message: string, fields?: object) =>
  console.error(logLine(Date.now(), level, message, fields))

/** A log on standard error, so that standard output holds nothing but results. */
export const stderrLog: Log = {
  debug() {},
  info: toStderr('info'),
  warn: toStderr('warn'),
  error: toStderr('error')
}
