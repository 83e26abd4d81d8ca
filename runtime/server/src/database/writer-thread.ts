// Runs in a thread of its own, so that waiting for the disk holds up nobody.
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { Write } from './background-writer.ts'

const database = new DatabaseSync(workerData.path, { timeout: 10_000 })
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
const statements = new Map<string, StatementSync>()

const statement = (text: string): StatementSync => {
  const prepared = statements.get(text) ?? database.prepare(text)
  statements.set(text, prepared)
  return prepared
}

const commit = (writes: readonly Write[]): string | undefined => {
  try {
    database.exec('BEGIN IMMEDIATE')
    for (const [text, ...values] of writes) statement(text).run(...values)
    database.exec('COMMIT')
    return undefined
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    return (error as Error).message
  }
}

parentPort?.on('message', (writes: readonly Write[] | 'close') => {
  if (writes !== 'close') {
    parentPort?.postMessage(commit(writes))
    return
  }
  database.close()
  parentPort?.close()
})
