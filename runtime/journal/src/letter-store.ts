import type { DatabaseSync } from 'node:sqlite'
import type { DeadLetterBounds } from './bounds.ts'
import type { LetterRow } from './row.ts'

export interface LetterTally {
  readonly count: number
  readonly bytes: number
  /** How many were forgotten because of the bounds, ever. */
  readonly dropped: number
}

export interface LetterQuery {
  readonly limit: number
  readonly before: number
  readonly flow: string | null
}

const columns = 'id, flow, node, message, tries, at, dueAt, key, error, revision, buriedAt'

type Sized = { readonly bytes: number }

/** The table of dead letters, which forgets its oldest beyond the bounds. */
export const keepLetters = (db: DatabaseSync, bounds: DeadLetterBounds, transaction: <T>(change: () => T) => T) => {
  const insert = db.prepare(`INSERT INTO deadLetter (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const take = db.prepare('DELETE FROM deadLetter WHERE id = ? RETURNING octet_length(message) AS bytes')
  const takeOldest = db.prepare(
    'DELETE FROM deadLetter WHERE seq = (SELECT min(seq) FROM deadLetter) RETURNING octet_length(message) AS bytes'
  )
  const takeExpired = db.prepare('DELETE FROM deadLetter WHERE buriedAt < ? RETURNING octet_length(message) AS bytes')
  const setDropped = db.prepare('UPDATE tally SET dropped = ?')
  const newest = db.prepare(`
    SELECT ${columns} FROM deadLetter
    WHERE buriedAt < ?1 AND (?2 IS NULL OR flow = ?2)
    ORDER BY buriedAt DESC, seq DESC LIMIT ?3`)
  newest.setReturnArrays(true)
  const ids = db.prepare('SELECT id FROM deadLetter')
  const count = db.prepare(`
    SELECT count(*) AS count, coalesce(sum(octet_length(message)), 0) AS bytes, (SELECT dropped FROM tally) AS dropped
    FROM deadLetter`)
  let tally = count.get() as unknown as LetterTally

  const without = (from: LetterTally, taken: readonly Sized[], dropped: boolean): LetterTally => ({
    count: from.count - taken.length,
    bytes: taken.reduce((bytes, row) => bytes - row.bytes, from.bytes),
    dropped: from.dropped + (dropped ? taken.length : 0)
  })
  const removed = (from: LetterTally, id: string) => without(from, take.all(id) as unknown as Sized[], false)

  const added = (from: LetterTally, row: LetterRow): LetterTally => {
    const [id, , , message] = row
    const { count, bytes, dropped } = removed(from, id)
    insert.run(...row)
    return { count: count + 1, bytes: bytes + Buffer.byteLength(message), dropped }
  }

  const trimmed = (from: LetterTally): LetterTally => {
    const expired = takeExpired.all(Math.max(0, Date.now() - bounds.age)) as unknown as Sized[]
    let left = without(from, expired, true)
    while (left.count > bounds.count || (left.bytes > bounds.bytes && left.count > 1))
      left = without(left, takeOldest.all() as unknown as Sized[], true)
    if (left.dropped !== from.dropped) setDropped.run(left.dropped)
    return left
  }

  /** Runs a transaction that may bury; what is counted changes only when it is committed. */
  const change = (body: (bury: (rows: readonly LetterRow[]) => void) => void): LetterTally => {
    tally = transaction(() => {
      let next = tally
      body(rows => {
        if (rows.length > 0) next = trimmed(rows.reduce(added, next))
      })
      return next
    })
    return tally
  }

  tally = transaction(() => trimmed(tally))

  return {
    change,
    read: ({ limit, before, flow }: LetterQuery): LetterRow[] =>
      newest.all(before, flow, limit) as unknown as LetterRow[],
    purge: (chosen: readonly string[] | undefined): { readonly purged: number; readonly tally: LetterTally } => {
      const before = tally.count
      const unwanted = chosen ?? (ids.all() as unknown as { id: string }[]).map(({ id }) => id)
      tally = transaction(() => unwanted.reduce(removed, tally))
      return { purged: before - tally.count, tally }
    },
    tally: (): LetterTally => tally
  }
}
