import type { JsonSchema } from '@millrace/sdk'

/** What one entry of a list is called: "topic" of "Topics". */
export const entryName = ({ items }: JsonSchema, label: string): string => {
  const name = items?.title ?? label.replace(/(?<=[^s])s$/, '')
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

/** For i18next: English says "an" before a vowel. */
export const entryWords = (what: string) => ({
  what,
  context: /^[aeiou]/i.test(what) ? ('vowel' as const) : ('consonant' as const)
})
