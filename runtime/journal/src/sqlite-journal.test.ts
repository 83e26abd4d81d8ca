import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import type { DeadLetter, Entry } from '@millrace/engine'
import { expect } from 'chai'
import type { PartialBounds } from './bounds.ts'
import { journalContract } from './contract.ts'
import { type SqliteJournal, sqliteJournal } from './sqlite-journal.ts'

const entry = (id: string, payload: unknown = 84.2): Entry => ({
  id,
  flow: 'f1',
  node: 'n1',
  message: { _msgid: `m-${id}`, payload },
  tries: 0,
  at: Date.now()
})

const letter = (id: string, payload?: unknown, buriedAt = Date.now()): DeadLetter => ({
  ...entry(id, payload),
  error: { message: 'No such valve' },
  revision: 1,
  buriedAt
})

const failure = (promise: Promise<unknown>): Promise<Error & { readonly code: string }> =>
  promise.then(
    () => expect.fail('should have been refused'),
    error => error
  )

describe('sqliteJournal', () => {
  journalContract(sqliteJournal)

  let dir: string
  let journal: SqliteJournal | undefined
  const start = async (bounds: PartialBounds = {}): Promise<SqliteJournal> => {
    journal = await sqliteJournal({ dir, bounds })
    return journal
  }
  /** What the file holds, read past the journal. */
  const rows = (sql: string): unknown[] => {
    const db = new DatabaseSync(join(dir, 'journal.db'))
    try {
      return db.prepare(sql).all()
    } finally {
      db.close()
    }
  }

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'millrace-journal-'))
  })
  afterEach(async () => {
    await journal?.close()
    journal = undefined
    await rm(dir, { recursive: true })
  })

  it('never writes a message that is removed before its commit starts', async () => {
    const open = await start()
    await open.append(entry('first'))
    const elided = Array.from({ length: 50 }, (_, i) => [open.append(entry(`e${i}`)), open.remove(`e${i}`)])
    await Promise.all([...elided.flat(), open.append(entry('kept'))])
    await open.close()
    const [used] = rows('SELECT max(seq) AS last, count(*) AS count FROM entry') as { last: number; count: number }[]
    expect(used).to.deep.include({ last: 52, count: 2 })
    expect((await readFile(join(dir, 'journal.db'))).includes('m-kept')).to.equal(true)
    expect((await readFile(join(dir, 'journal.db'))).includes('m-e7')).to.equal(false)
  })

  it('refuses messages while the oldest has waited too long', async () => {
    const open = await start({ age: 1000 })
    await open.append({ ...entry('old'), at: Date.now() - 2000 })
    expect(await failure(open.append(entry('new')))).to.include({ code: 'JOURNAL_FULL' })
    await open.remove('old')
    await open.append(entry('new'))
  })

  it('counts what it recovered against its bounds', async () => {
    await (await start()).append(entry('a'))
    await journal?.close()
    const open = await start({ count: 1 })
    expect(await failure(open.append(entry('b')))).to.include({ code: 'JOURNAL_FULL' })
    await open.append({ ...entry('a'), tries: 1 })
    await open.remove('a')
    await open.append(entry('b'))
    expect((await open.recover()).map(({ id }) => id)).to.deep.equal(['b'])
  })

  it('recovers more than a page', async () => {
    const open = await start()
    await Promise.all(Array.from({ length: 2500 }, (_, i) => open.append(entry(`e${i}`))))
    const recovered = await open.recover()
    expect(recovered.map(({ id }) => id)).to.deep.equal(Array.from({ length: 2500 }, (_, i) => `e${i}`))
  })

  it('forgets dead letters above their bytes and their age, and counts them over restarts', async () => {
    const open = await start({ deadLetters: { bytes: 1000, age: 60_000 } })
    await open.bury(letter('expired', 1, Date.now() - 120_000))
    await open.bury(letter('large', 'x'.repeat(600)))
    await open.bury(letter('larger', 'x'.repeat(700)))
    expect((await open.deadLetters()).map(({ id }) => id)).to.deep.equal(['larger'])
    expect(open.usage().deadLetters.dropped).to.equal(2)
    await open.close()
    const again = await start({ deadLetters: { age: 0 } })
    expect(again.deadLetterCount()).to.equal(0)
    expect(again.usage().deadLetters.dropped).to.equal(3)
  })

  it('refuses a file of a newer Millrace and leaves it as it is', async () => {
    await (await start()).close()
    const db = new DatabaseSync(join(dir, 'journal.db'))
    db.exec('PRAGMA user_version = 99')
    db.close()
    const before = await readFile(join(dir, 'journal.db'))
    const error = await failure(start())
    expect(error).to.include({ code: 'FORMAT_NEWER' })
    expect(error.message).to.contain('journal.db has format 99, this Millrace knows 1')
    expect((await readFile(join(dir, 'journal.db'))).equals(before)).to.equal(true)
  })

  it('refuses a file that is no journal', async () => {
    await writeFile(join(dir, 'journal.db'), 'Dear diary, '.repeat(500))
    expect(await failure(start())).to.include({ code: 'FILE_BROKEN' })
  })

  it('refuses a second journal in the same folder until the first is closed', async () => {
    const first = await start()
    expect(await failure(sqliteJournal({ dir }))).to.include({ code: 'FOLDER_LOCKED' })
    await first.close()
    await start()
  })

  it('copies itself as it is at that moment, while it is written', async () => {
    const open = await start()
    await open.append(entry('before'))
    await open.bury(letter('letter'))
    const copied = open.backup(join(dir, 'copy.db'))
    await Promise.all([copied, open.remove('before'), open.append(entry('after'))])
    await open.close()
    await rename(join(dir, 'copy.db'), join(dir, 'journal.db'))
    const copy = await start()
    expect((await copy.recover()).map(({ id }) => id)).to.deep.equal(['before'])
    expect(copy.deadLetterCount()).to.equal(1)
  })

  it('refuses while the disk does, and goes on when it takes writes again', async function () {
    if (process.platform !== 'linux') this.skip()
    const child = fileURLToPath(new URL('full-disk.fixture.ts', import.meta.url))
    const told = await run([...process.execArgv, child, dir])
    expect(told).to.deep.equal({
      first: 'fulfilled',
      whileFull: 'JOURNAL_FAILED',
      removedWhileFull: 'JOURNAL_FAILED',
      buriedWhileFull: 'JOURNAL_FAILED',
      checkedWhileFull: 'JOURNAL_FAILED',
      checkedAfterwards: 'fulfilled',
      afterwards: 'fulfilled'
    })
    const open = await start()
    expect((await open.recover()).map(({ id }) => id)).to.deep.equal(['buried', 'after'])
    expect(open.deadLetterCount()).to.equal(0)
  })
})

const run = async (args: readonly string[]): Promise<unknown> => {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const output = await child.stdout.toArray()
  return JSON.parse(Buffer.concat(output).toString())
}
