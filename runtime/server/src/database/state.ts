import { decode, encode, type State } from '@millrace/sdk'
import type { Database } from './database.ts'
import { Erasing, isBelow } from './erasing.ts'

export interface StateTable {
  /** Context, flow and global values of one owner. The store `memory` is forgotten at a stop, every other one is kept. */
  state(owner: string, store?: string): State
  /** Undefined while everything that was set is on the disk; otherwise resolves when what was set so far is. */
  saved(): Promise<void> | undefined
  /** Forgets an owner that is gone, and all below it. */
  remove(owner: string): void
}

const DEFAULT_STORE = 'default'
const FORGETFUL_STORE = 'memory'

const UPSERT = 'INSERT OR REPLACE INTO state (owner, store, key, value) VALUES (?, ?, ?, ?)'
const ERASE = 'DELETE FROM state WHERE owner = ? AND store = ? AND key = ?'
const ERASE_ALL = "DELETE FROM state WHERE owner = ?1 OR substr(owner, 1, length(?1) + 1) = ?1 || '/'"

/** Values are read and written in memory at once, and to the disk in the background: who acknowledges a message waits for `saved`. */
export const openState = ({ durable, writer }: Database): StateTable => {
  const load = durable.prepare('SELECT key, value FROM state WHERE owner = ? AND store = ?')
  const open = new Map<string, Map<string, State>>()
  const erasing = new Erasing()

  const openOne = (owner: string, store: string): State => {
    const kept = store !== FORGETFUL_STORE
    const rows = kept && !erasing.has(owner) ? load.all(owner, store) : []
    const values = new Map(rows.map(row => [String(row.key), decode(String(row.value))]))
    const save = (key: string, value: unknown): void => {
      const name = `state\n${owner}\n${store}\n${key}`
      const saved =
        value === undefined
          ? writer.write(name, [ERASE, owner, store, key])
          : writer.write(name, [UPSERT, owner, store, key, encode(value)])
      saved.catch(() => {})
    }
    return {
      get: key => values.get(key),
      keys: () => [...values.keys()],
      set(key, value) {
        if (kept) save(key, value)
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
    saved: writer.saved,
    remove(owner) {
      for (const name of open.keys()) if (isBelow(owner, name)) open.delete(name)
      erasing.begin(owner, writer.write(`state\n${owner}`, [ERASE_ALL, owner]))
    }
  }
}
