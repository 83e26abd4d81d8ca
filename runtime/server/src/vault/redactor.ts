import { isObject } from '@millrace/sdk'

/** Takes secrets out by their value, wherever they turn up: in a log line, an error, a status. */
export interface Redactor {
  add(plain: string): void
  redact(text: string): string
  /** A copy of a value with every text in it redacted; the value itself when there is nothing to hide. */
  inside<T>(value: T): T
}

/** Shorter ones would take ordinary words apart and tell more than they hide. */
const SHORTEST = 4
const MASK = '[secret]'

export const createRedactor = (): Redactor => {
  const forms = new Set<string>()
  let pattern: RegExp | undefined
  const redact = (text: string): string => {
    if (forms.size === 0) return text
    pattern ??= new RegExp(
      [...forms]
        .sort((a, b) => b.length - a.length)
        .map(RegExp.escape)
        .join('|'),
      'g'
    )
    return text.replace(pattern, MASK)
  }
  const inside = (value: unknown): unknown => {
    if (typeof value === 'string') return redact(value)
    if (value instanceof Error) return { message: redact(value.message), stack: redact(value.stack ?? '') }
    if (Array.isArray(value)) return value.map(inside)
    if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inside(part)]))
  }
  return {
    add(plain) {
      if (plain.length < SHORTEST) return
      for (const form of [plain, JSON.stringify(plain).slice(1, -1), encodeURIComponent(plain)]) forms.add(form)
      pattern = undefined
    },
    redact,
    inside: value => (forms.size === 0 ? value : (inside(value) as typeof value))
  }
}
