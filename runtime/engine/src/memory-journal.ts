import type { DeadLetter, Entry, Journal } from './journal.ts'

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
    async deadLetters({ limit = 100, before = Number.POSITIVE_INFINITY, flow } = {}) {
      const found = [...letters.values()].filter(
        letter => letter.buriedAt < before && (flow === undefined || letter.flow === flow)
      )
      return found.reverse().slice(0, limit)
    },
    deadLetterCount: () => letters.size,
    async purge(ids = [...letters.keys()]) {
      return ids.filter(id => letters.delete(id)).length
    },
    close: async () => {}
  }
}
