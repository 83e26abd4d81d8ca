import type { Problem } from '@millrace/sdk'

/** A problem as it is put beside its field. */
export interface ProblemWords {
  /** The first sentence: what is wrong. */
  readonly what: string
  /** What to do, without the value to write. */
  readonly advice?: string
  /** A value that would be right. */
  readonly fix?: string
}

const READS_ON = /^(is|are|has|have|holds?|needs?|must|does|do|cannot|may)\b/
const FIX = /^(.*\bwrite) (\S+?)\.?$/

/** Problems read on after their path; beside a field the path is the field's name. */
export const problemWords = (label: string, { message }: Pick<Problem, 'message'>): ProblemWords => {
  const sentence = READS_ON.test(message) ? `${label} ${message}` : upperFirst(message)
  const end = sentence.search(/\.(?= )/)
  if (end < 0) return { what: withStop(sentence) }
  const advice = sentence.slice(end + 2)
  const found = FIX.exec(advice)
  return {
    what: sentence.slice(0, end + 1),
    ...(found ? { advice: found[1], fix: found[2] } : { advice: withStop(advice) })
  } as ProblemWords
}

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const withStop = (text: string): string => (/[.!?:]$/.test(text) ? text : `${text}.`)

/** The problems of exactly this place, or of anything in it. */
export const problemsAt = (problems: readonly Problem[], path: string): readonly Problem[] =>
  problems.filter(problem => problem.path === path)

export const problemsIn = (problems: readonly Problem[], path: string): readonly Problem[] =>
  problems.filter(problem => problem.path === path || problem.path.startsWith(`${path}/`))

/** Those found here, then those that the server knows besides; each once. */
export const joinProblems = (own: readonly Problem[], others: readonly Problem[]): readonly Problem[] => [
  ...own,
  ...others.filter(other => !own.some(({ path }) => path === other.path))
]
