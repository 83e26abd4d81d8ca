import { encode } from '@millrace/sdk'
import type { DeadLetter, DeadLetterFilter, Entry, Journal } from './journal.ts'

/** Dead letters that are kept; the oldest go first. */
const MAX_DEAD_LETTERS = 1000

/** A journal that forgets with the process: what an embedder gets who hands in none. */
export const memoryJournal = (): Journal => {
  const entries = new Map<string, Entry>()
  const letters = new Map<string, DeadLetter>()
  return {
    durable: false,
    recover: async () => [...entries.values()],
    append: async entry => void entries.set(entry.id, entry),
    remove: async id => void entries.delete(id),
    async bury(letter) {
      entries.delete(letter.id)
      letters.delete(letter.id)
      letters.set(letter.id, letter)
      if (letters.size > MAX_DEAD_LETTERS) letters.delete(letters.keys().next().value as string)
    },
    async deadLetters({ limit = 100, before = Number.POSITIVE_INFINITY, beforeId = '', ...filter } = {}) {
      const found = [...letters.values()].filter(
        letter =>
          (letter.buriedAt < before || (letter.buriedAt === before && letter.id < beforeId)) && fits(letter, filter)
      )
      return found.sort((a, b) => b.buriedAt - a.buriedAt || (a.id < b.id ? 1 : -1)).slice(0, limit)
    },
    async countDeadLetters(filter = {}) {
      const counts: Record<string, number> = {}
      for (const letter of letters.values())
        if (fits(letter, filter)) counts[letter.flow] = (counts[letter.flow] ?? 0) + 1
      return counts
    },
    deadLetterCount: () => letters.size,
    async purge(ids = [...letters.keys()]) {
      return ids.filter(id => letters.delete(id)).length
    },
    close: async () => {}
  }
}

const fits = (letter: DeadLetter, { flow, node, text, ids }: DeadLetterFilter): boolean =>
  (flow === undefined || letter.flow === flow) &&
  (node === undefined || letter.node === node || letter.error.node === node) &&
  (ids === undefined || ids.includes(letter.id)) &&
  (text === undefined || textOf(letter).includes(text.toLowerCase()))

const textOf = ({ id, message, error }: DeadLetter): string =>
  `${id}\n${encode(message)}\n${JSON.stringify(error)}`.toLowerCase()
