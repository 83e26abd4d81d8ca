import { decode, encode, type Storage } from '@millrace/sdk'
import type { Database } from './database.ts'

export interface StorageTable {
  /** The small values of one owner, such as cursors and checkpoints; on the disk when `set` resolves. */
  storage(owner: string): Storage
  /** Forgets an owner that is gone, and all below it. */
  remove(owner: string): void
}

interface Write {
  readonly owner: string
  readonly key: string
  readonly value: unknown
  readonly done: PromiseWithResolvers<void>
}

/** Writes that come in the same turn share one commit, because each costs the disk a flush. */
export const openStorage = ({ durable }: Database): StorageTable => {
  const read = durable.prepare('SELECT value FROM storage WHERE owner = ? AND key = ?')
  const list = durable.prepare('SELECT key FROM storage WHERE owner = ? ORDER BY key')
  const upsert = durable.prepare('INSERT OR REPLACE INTO storage (owner, key, value) VALUES (?, ?, ?)')
  const erase = durable.prepare('DELETE FROM storage WHERE owner = ? AND key = ?')
  const eraseAll = durable.prepare(
    "DELETE FROM storage WHERE owner = ?1 OR substr(owner, 1, length(?1) + 1) = ?1 || '/'"
  )
  let waiting: Write[] = []

  const commit = (): void => {
    const writes = waiting
    waiting = []
    try {
      durable.exec('BEGIN')
      for (const { owner, key, value } of writes)
        if (value === undefined) erase.run(owner, key)
        else upsert.run(owner, key, value as string)
      durable.exec('COMMIT')
      for (const { done } of writes) done.resolve()
    } catch (error) {
      if (durable.isTransaction) durable.exec('ROLLBACK')
      for (const { done } of writes) done.reject(error)
    }
  }

  const write = (owner: string, key: string, value: string | undefined): Promise<void> => {
    if (waiting.length === 0) setImmediate(commit)
    const done = Promise.withResolvers<void>()
    waiting.push({ owner, key, value, done })
    return done.promise
  }

  return {
    storage: owner => ({
      async get(key) {
        const pending = waiting.findLast(one => one.owner === owner && one.key === key)
        const text = pending ? pending.value : read.get(owner, key)?.value
        return text === undefined ? undefined : decode(String(text))
      },
      async set(key, value) {
        await write(owner, key, value === undefined ? undefined : encode(value))
      },
      async keys(prefix = '') {
        await Promise.allSettled(waiting.map(({ done }) => done.promise))
        const keys = list.all(owner).map(row => String(row.key))
        return keys.filter(key => key.startsWith(prefix))
      }
    }),
    remove: owner => void eraseAll.run(owner)
  }
}
