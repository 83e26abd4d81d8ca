import { decode, encode, type State } from '@millrace/sdk'
import type { Database } from './database.ts'

export interface StateTable {
  /** Context, flow and global values of one owner. The store `memory` is forgotten at a stop, every other one is kept. */
  state(owner: string, store?: string): State
  /** Forgets an owner that is gone, and all below it. */
  remove(owner: string): void
}

const DEFAULT_STORE = 'default'
const FORGETFUL_STORE = 'memory'

/** Values are read from memory and written through: a write is committed when `set` returns. */
export const openState = ({ quick }: Database): StateTable => {
  const load = quick.prepare('SELECT key, value FROM state WHERE owner = ? AND store = ?')
  const upsert = quick.prepare('INSERT OR REPLACE INTO state (owner, store, key, value) VALUES (?, ?, ?, ?)')
  const erase = quick.prepare('DELETE FROM state WHERE owner = ? AND store = ? AND key = ?')
  const eraseAll = quick.prepare("DELETE FROM state WHERE owner = ?1 OR substr(owner, 1, length(?1) + 1) = ?1 || '/'")
  const open = new Map<string, Map<string, State>>()

  const openOne = (owner: string, store: string): State => {
    const kept = store !== FORGETFUL_STORE
    const rows = kept ? load.all(owner, store) : []
    const values = new Map(rows.map(row => [String(row.key), decode(String(row.value))]))
    return {
      get: key => values.get(key),
      keys: () => [...values.keys()],
      set(key, value) {
        if (kept && value === undefined) erase.run(owner, store, key)
        else if (kept) upsert.run(owner, store, key, encode(value))
        if (value === undefined) values.delete(key)
        else values.set(key, value)
      }
    }
  }

  return {
    state(owner, store = DEFAULT_STORE) {
      const stores = open.get(owner) ?? new Map<string, State>()
      open.set(owner, stores)
      const state = stores.get(store) ?? openOne(owner, store)
      stores.set(store, state)
      return state
    },
    remove(owner) {
      eraseAll.run(owner)
      for (const name of open.keys()) if (name === owner || name.startsWith(`${owner}/`)) open.delete(name)
    }
  }
}
