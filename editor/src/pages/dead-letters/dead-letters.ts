import type { LetterChoice, LetterCounts, LetterFilter, LetterSummary } from '@millrace/server/protocol'
import { create } from 'zustand'
import { session } from '../../session/index.ts'

export interface DeadLettersState {
  readonly filter: LetterFilter
  /** Newest first; undefined until they are there. */
  readonly letters: readonly LetterSummary[] | undefined
  /** Of all that the filter means, listed or not. */
  readonly counts: LetterCounts
  /** Where the next page begins. */
  readonly next: string | undefined
  readonly problem: string | undefined
}

const PAGE = 100
const MOST = 1000

export const useDeadLetters = create<DeadLettersState>(() => ({
  filter: {},
  letters: undefined,
  counts: { count: 0, byFlow: {} },
  next: undefined,
  problem: undefined
}))

/** Answers that came too late, because the filter has changed since, are dropped. */
let asked = 0

/** Lists them anew, as many as are listed already. */
export const loadDeadLetters = async (): Promise<void> => {
  const turn = ++asked
  const { filter, letters = [] } = useDeadLetters.getState()
  const limit = Math.min(MOST, Math.max(PAGE, letters.length))
  try {
    const page = await session.request('deadletters:page', { ...filter, limit })
    if (turn !== asked) return
    useDeadLetters.setState({ ...page, next: page.next, problem: undefined })
  } catch (error) {
    if (turn === asked) useDeadLetters.setState({ problem: (error as Error).message })
  }
}

export const filterDeadLetters = (filter: LetterFilter): void => {
  useDeadLetters.setState({ filter, letters: undefined, next: undefined })
  void loadDeadLetters()
}

/** Lists the page after those that are listed. */
export const moreDeadLetters = async (): Promise<void> => {
  const { filter, next, letters = [] } = useDeadLetters.getState()
  if (next === undefined) return
  const turn = ++asked
  try {
    const page = await session.request('deadletters:page', { ...filter, limit: PAGE, cursor: next })
    if (turn !== asked) return
    useDeadLetters.setState({ ...page, letters: [...letters, ...page.letters], next: page.next, problem: undefined })
  } catch (error) {
    if (turn === asked) useDeadLetters.setState({ problem: (error as Error).message })
  }
}

/** What people mean to replay or purge: those that they ticked, or all that the filter finds. */
export type Chosen = { readonly ids: readonly string[] } | { readonly matching: LetterFilter; readonly count: number }

export const countOf = (chosen: Chosen): number => ('ids' in chosen ? chosen.ids.length : chosen.count)

export const choiceOf = (chosen: Chosen): LetterChoice =>
  'ids' in chosen ? { ids: chosen.ids } : { matching: chosen.matching }

/** Where it failed: a node, or where it entered when no node is named. */
export const failedAt = ({ node, error }: Pick<LetterSummary, 'node' | 'error'>): string => error.node ?? node

/** What is wrong; what to do about it stands beside. */
export const firstSentence = (text: string): string => text.split(/\.\s/)[0] as string
