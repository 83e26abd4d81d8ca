/** A line of two texts laid side by side. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
  /** In its own text, counted from 1. */
  readonly number: number
}

/** Beyond this many pairs of lines the texts are told as replaced: nobody reads such a difference line by line. */
const MOST = 1_000_000

/** What leads from one text to another, line by line: the longest run of lines that both have stays. */
export const diffLines = (before: string, after: string): readonly DiffLine[] => {
  const [a, b] = [linesOf(before), linesOf(after)]
  const common = a.length * b.length > MOST ? undefined : commonLengths(a, b)
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i++] as string, number: ++j })
    } else if (j >= b.length || (i < a.length && at(common, i + 1, j) >= at(common, i, j + 1))) {
      lines.push({ kind: 'removed', text: a[i] as string, number: ++i })
    } else {
      lines.push({ kind: 'added', text: b[j] as string, number: ++j })
    }
  }
  return lines
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'))

const at = (table: readonly Uint32Array[] | undefined, i: number, j: number): number => table?.[i]?.[j] ?? 0

/** `table[i][j]` is how many lines the rest of both has in common. */
const commonLengths = (a: readonly string[], b: readonly string[]): readonly Uint32Array[] => {
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      (table[i] as Uint32Array)[j] =
        a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1))
  return table
}
