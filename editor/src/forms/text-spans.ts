/** A piece of a text: plain, a template's hole, or the character that a problem is about. */
export interface TextSpan {
  readonly text: string
  readonly kind: 'plain' | 'hole' | 'wrong'
  /** Where it begins in the whole text. */
  readonly at: number
}

const HOLE = /\{\{.*?\}\}/g

/** A text cut where it changes its look: `holes` shows templates, a problem may name the character that it is about. */
export const textSpans = (
  text: string,
  { holes = false, problem }: { holes?: boolean; problem?: string | undefined }
) => {
  const marks = [...(holes ? holeMarks(text) : []), ...wrongMark(text, problem)].toSorted((a, b) => a.at - b.at)
  const spans: TextSpan[] = []
  let from = 0
  for (const mark of marks) {
    if (mark.at < from) continue
    if (mark.at > from) spans.push({ text: text.slice(from, mark.at), kind: 'plain', at: from })
    spans.push(mark)
    from = mark.at + mark.text.length
  }
  if (from < text.length) spans.push({ text: text.slice(from), kind: 'plain', at: from })
  return spans
}

const holeMarks = (text: string): TextSpan[] =>
  [...text.matchAll(HOLE)].map(found => ({ text: found[0], kind: 'hole', at: found.index }))

/** "# must come last" is about the #. */
const wrongMark = (text: string, problem: string | undefined): TextSpan[] => {
  const character = /^([^\w\s]) /.exec(problem ?? '')?.[1]
  const at = character === undefined ? -1 : text.indexOf(character)
  return at < 0 ? [] : [{ text: text.charAt(at), kind: 'wrong', at }]
}
