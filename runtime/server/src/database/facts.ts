import type { Database } from './database.ts'

/** Small things to remember about this data folder, such as that the greeting was dismissed. */
export interface Facts {
  get(name: string): string | undefined
  set(name: string, value: string): void
  remove(name: string): void
}

export const openFacts = ({ durable }: Database): Facts => {
  const read = durable.prepare('SELECT value FROM facts WHERE name = ?')
  const upsert = durable.prepare('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)')
  const erase = durable.prepare('DELETE FROM facts WHERE name = ?')
  return {
    get(name) {
      const row = read.get(name)
      return row && String(row.value)
    },
    set: (name, value) => void upsert.run(name, value),
    remove: name => void erase.run(name)
  }
}
