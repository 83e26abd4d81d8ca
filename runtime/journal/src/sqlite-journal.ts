import { mkdir } from 'node:fs/promises'
import type { DeadLetter, Entry, Journal } from '@millrace/engine'
import { FlowError } from '@millrace/sdk'
import { type PartialBounds, withDefaults } from './bounds.ts'
import { openDisk } from './disk.ts'
import { GroupCommit } from './group-commit.ts'
import { fromEntryRow, fromLetterRow, toLetterRow } from './row.ts'
import { UnderWay } from './under-way.ts'

export interface SqliteJournalOptions {
  /** The folder that holds `journal.db`; made when missing. One journal at a time: a second is refused with FOLDER_LOCKED. */
  readonly dir: string
  readonly bounds?: PartialBounds
}

export interface SqliteJournal extends Journal {
  /** How much of its bounds is used. */
  usage(): JournalUsage
  /** Copies the journal to a new file, as it is when this is called: what was begun before is in it, what comes after is not. */
  backup(file: string): Promise<void>
}

export interface JournalUsage {
  /** Messages under way. */
  readonly count: number
  /** Bytes of the messages under way, encoded; those that are not on disk yet are not measured. */
  readonly bytes: number
  readonly deadLetters: {
    readonly count: number
    readonly bytes: number
    /** How many were forgotten because of the bounds, ever. */
    readonly dropped: number
  }
}

const pageSize = 1000
const nothing = { flow: null, node: null, text: null, ids: null }

/**
 * A journal in one SQLite file, written by a thread of its own. A promise that resolves means synced to disk. A disk that
 * refuses rejects with JOURNAL_FAILED what waits for that commit, and is tried again with the next.
 */
export const sqliteJournal = async ({ dir, bounds }: SqliteJournalOptions): Promise<SqliteJournal> => {
  const limits = withDefaults(bounds)
  await mkdir(dir, { recursive: true })
  const disk = await openDisk({ dir, bounds: limits.deadLetters })
  let tally = disk.tally
  let closing: Promise<void> | undefined
  const underWay = new UnderWay(limits, disk.marks)
  const group = new GroupCommit(disk, underWay, changed => {
    tally = changed
  })
  const closed = () => new FlowError('JOURNAL_CLOSED', `The journal in ${dir} is closed`)

  /** Runs a change unless the journal is closed; what it throws becomes a rejection. */
  const changing = (change: () => Promise<void>): Promise<void> => {
    if (closing) return Promise.reject(closed())
    try {
      return change()
    } catch (error) {
      return Promise.reject(error)
    }
  }

  const check = (): Promise<void> =>
    changing(async () => {
      underWay.refuseFull()
      await disk.ask('check')
    })

  const append = (entry: Entry): Promise<void> => changing(() => group.write(underWay.admit(entry.id, entry.at), entry))

  const remove = (id: string): Promise<void> =>
    changing(() => {
      const held = underWay.take(id)
      return held ? group.erase(held) : Promise.resolve()
    })

  const bury = (letter: DeadLetter): Promise<void> =>
    changing(() => {
      const row = toLetterRow(letter)
      return group.bury(row, underWay.take(letter.id))
    })

  const recover = async (): Promise<Entry[]> => {
    const entries: Entry[] = []
    let after = 0
    for (;;) {
      const rows = await disk.ask('entries', { after, limit: pageSize })
      entries.push(...rows.map(fromEntryRow))
      if (rows.length < pageSize) return entries
      after = rows.at(-1)?.[0] ?? after
    }
  }

  const close = async (): Promise<void> => {
    await group.flush()
    await disk.close()
  }

  return {
    durable: true,
    recover,
    append,
    check,
    remove,
    bury,
    deadLetters: async ({ limit = 100, before = Number.MAX_SAFE_INTEGER, beforeId = '', ...filter } = {}) => {
      const rows = await disk.ask('letters', { ...nothing, ...filter, limit, before, beforeId })
      return rows.map(fromLetterRow)
    },
    countDeadLetters: (filter = {}) => disk.ask('letterCounts', { ...nothing, ...filter }),
    deadLetterCount: () => tally.count,
    usage: () => ({ count: underWay.count, bytes: underWay.bytes, deadLetters: tally }),
    backup: file => disk.ask('backup', file),
    purge: async ids => {
      const answer = await disk.ask('purge', ids)
      tally = answer.tally
      return answer.purged
    },
    close: () => {
      closing ??= close()
      return closing
    }
  }
}
