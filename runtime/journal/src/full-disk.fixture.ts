import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Entry } from '@millrace/engine'
import { sqliteJournal } from './sqlite-journal.ts'

/** Forbids this process to let a file grow above so many bytes: to SQLite the disk is full. */
const limitFiles = (bytes: number | 'unlimited'): void => {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:unlimited`])
}

const entry = (id: string, payload: unknown = 1): Entry => ({
  id,
  flow: 'f1',
  node: 'n1',
  message: { _msgid: id, payload },
  tries: 0,
  at: 0
})

const [, , dir = ''] = process.argv
const journal = await sqliteJournal({ dir })
const check = async () => journal.check?.()
const outcome = async (promise: Promise<unknown>): Promise<unknown> => {
  const [settled] = await Promise.allSettled([promise])
  return settled.status === 'rejected' ? settled.reason.code : settled.status
}

const first = await outcome(Promise.all([journal.append(entry('removed')), journal.append(entry('buried'))]))
limitFiles(statSync(join(dir, 'journal.db-wal')).size)
const whileFull = await outcome(journal.append(entry('refused', 'x'.repeat(10_000))))
const removedWhileFull = await outcome(journal.remove('removed'))
const letter = { ...entry('buried'), error: { message: 'No such valve' }, revision: 1, buriedAt: Date.now() }
const buriedWhileFull = await outcome(journal.bury(letter))
const checkedWhileFull = await outcome(check())
limitFiles('unlimited')
const checkedAfterwards = await outcome(check())
const afterwards = await outcome(journal.append(entry('after')))
await journal.close()

console.log(
  JSON.stringify({
    first,
    whileFull,
    removedWhileFull,
    buriedWhileFull,
    checkedWhileFull,
    checkedAfterwards,
    afterwards
  })
)
