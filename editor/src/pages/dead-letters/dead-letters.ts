import type { DeadLetter } from '@millrace/engine'
import { create } from 'zustand'
import { session } from '../../session/index.ts'

export interface DeadLettersState {
  /** Newest first; undefined until they are there. */
  readonly letters: readonly DeadLetter[] | undefined
  readonly problem: string | undefined
}

/** More are not listed at once. */
export const listLimit = 500

export const useDeadLetters = create<DeadLettersState>(() => ({ letters: undefined, problem: undefined }))

export const loadDeadLetters = async (): Promise<void> => {
  try {
    const letters = await session.request('deadletters:list', { limit: listLimit })
    useDeadLetters.setState({ letters, problem: undefined })
  } catch (error) {
    useDeadLetters.setState({ problem: (error as Error).message })
  }
}

/** Found in error, message, flow or node; of one flow when it is given. */
export const findLetters = (
  letters: readonly DeadLetter[],
  search: string,
  flow: string | undefined
): readonly DeadLetter[] => {
  const text = search.trim().toLowerCase()
  return letters.filter(
    letter =>
      (flow === undefined || letter.flow === flow) &&
      (text === '' || JSON.stringify([letter.error, letter.message, letter.node]).toLowerCase().includes(text))
  )
}

/** Where it failed: a node, or where it entered when no node is named. */
export const failedAt = ({ node, error }: DeadLetter): string => error.node ?? node
