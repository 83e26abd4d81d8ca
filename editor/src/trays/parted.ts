import { upperFirst } from '../forms/problem-words.ts'

/** The first sentence says what happened, the others what to do. */
export const parted = (text: string): readonly [what: string, todo?: string] => {
  const end = text.search(/[.;:] /)
  return end < 0 ? [text] : [text.slice(0, end), upperFirst(text.slice(end + 2))]
}
