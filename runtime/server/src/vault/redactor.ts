/** Takes secrets out of texts by their value, wherever they turn up: in a log line, an error, a status. */
export interface Redactor {
  add(plain: string): void
  redact(text: string): string
}

/** Shorter ones would take ordinary words apart and tell more than they hide. */
const SHORTEST = 4
const MASK = '[secret]'

export const createRedactor = (): Redactor => {
  const forms = new Set<string>()
  let pattern: RegExp | undefined
  return {
    add(plain) {
      if (plain.length < SHORTEST) return
      for (const form of [plain, JSON.stringify(plain).slice(1, -1), encodeURIComponent(plain)]) forms.add(form)
      pattern = undefined
    },
    redact(text) {
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
  }
}
