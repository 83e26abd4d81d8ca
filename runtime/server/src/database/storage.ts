import { decode, encode, type Storage } from '@millrace/sdk'
import type { Database } from './database.ts'
import { Erasing, isBelow } from './erasing.ts'

export interface StorageTable {
  /** The small values of one owner, such as cursors and checkpoints; on the disk when `set` resolves. */
  storage(owner: string): Storage
  /** Forgets an owner that is gone, and all below it. */
  remove(owner: string): void
}

const UPSERT = 'INSERT OR REPLACE INTO storage (owner, key, value) VALUES (?, ?, ?)'
const ERASE = 'DELETE FROM storage WHERE owner = ? AND key = ?'
const ERASE_ALL = "DELETE FROM storage WHERE owner = ?1 OR substr(owner, 1, length(?1) + 1) = ?1 || '/'"

/** Values are read from memory, where those of an owner come when it is first asked for, and written in the background. */
export const openStorage = ({ durable, writer }: Database): StorageTable => {
  const load = durable.prepare('SELECT key, value FROM storage WHERE owner = ?')
  const open = new Map<string, Map<string, string>>()
  const erasing = new Erasing()

  const valuesOf = (owner: string): Map<string, string> => {
    const found = open.get(owner)
    if (found) return found
    const rows = erasing.has(owner) ? [] : load.all(owner)
    const values = new Map(rows.map(row => [String(row.key), String(row.value)]))
    open.set(owner, values)
    return values
  }

  return {
    storage: owner => ({
      async get(key) {
        const text = valuesOf(owner).get(key)
        return text === undefined ? undefined : decode(text)
      },
      async set(key, value) {
        const values = valuesOf(owner)
        const name = `storage\n${owner}\n${key}`
        if (value === undefined) {
          values.delete(key)
          await writer.write(name, [ERASE, owner, key])
          return
        }
        const text = encode(value)
        values.set(key, text)
        await writer.write(name, [UPSERT, owner, key, text])
      },
      async keys(prefix = '') {
        return [...valuesOf(owner).keys()].filter(key => key.startsWith(prefix)).sort()
      }
    }),
    remove(owner) {
      for (const name of open.keys()) if (isBelow(owner, name)) open.delete(name)
      erasing.begin(owner, writer.write(`storage\n${owner}`, [ERASE_ALL, owner]))
    }
  }
}
