/** What a typed text stores: nothing, the number that it writes, or the text itself, which the check then judges. */
export const numberOf = (text: string): number | string | undefined => {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const number = Number(trimmed)
  return Number.isFinite(number) ? number : text
}
