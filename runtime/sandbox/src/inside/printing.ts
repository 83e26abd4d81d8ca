import type { Effects } from './effects.ts'

/** A console that writes to the node's log. Its text runs inside isolates. */
export const printing = (effects: Effects) => {
  const text = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return String(value)
    if (value instanceof Error) return effects.describe(value)[0]
    try {
      return JSON.stringify(value) ?? String(value)
    } catch {
      return Object.prototype.toString.call(value)
    }
  }
  const print =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...values: unknown[]) =>
      effects.log(level, values.map(text).join(' '), false)
  const info = print('info')
  return { log: info, info, debug: print('debug'), trace: print('debug'), warn: print('warn'), error: print('error') }
}
