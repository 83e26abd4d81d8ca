import type { DatabaseSync } from 'node:sqlite'
import type { DeadLetterBounds } from './bounds.ts'
import type { LetterRow } from './row.ts'

export interface LetterTally {
  readonly count: number
  readonly bytes: number
  /** How many were forgotten because of the bounds, ever. */
  readonly dropped: number
}

/** What of a filter is left out is null. */
export interface LetterFilter {
  readonly flow: string | null
  readonly node: string | null
  readonly text: string | null
  readonly ids: readonly string[] | null
}

export interface LetterQuery extends LetterFilter {
  readonly limit: number
  readonly before: number
  readonly beforeId: string
}

const columns = 'id, flow, node, message, tries, at, dueAt, key, error, revision, buriedAt'

/** Its parameters are those of `filterOf`. */
const meant = `
  (?1 IS NULL OR flow = ?1)
  AND (?2 IS NULL OR node = ?2 OR json_extract(error, '$.node') = ?2)
  AND (?3 IS NULL OR instr(lower(id || char(10) || message || char(10) || error), ?3) > 0)
  AND (?4 IS NULL OR id IN (SELECT value FROM json_each(?4)))`

const filterOf = ({ flow, node, text, ids }: LetterFilter) =>
  [flow, node, text?.toLowerCase() ?? null, ids && JSON.stringify(ids)] as const

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
    WHERE buriedAt <= ?5 AND (buriedAt < ?5 OR id < ?6) AND ${meant}
    ORDER BY buriedAt DESC, id DESC LIMIT ?7`)
  newest.setReturnArrays(true)
  const byFlow = db.prepare(`SELECT flow, count(*) AS count FROM deadLetter WHERE ${meant} GROUP BY flow`)
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
    read: ({ limit, before, beforeId, ...filter }: LetterQuery): LetterRow[] =>
      newest.all(...filterOf(filter), before, beforeId, limit) as unknown as LetterRow[],
    countByFlow: (filter: LetterFilter): Readonly<Record<string, number>> =>
      Object.fromEntries(byFlow.all(...filterOf(filter)).map(({ flow, count }) => [String(flow), Number(count)])),
    purge: (chosen: readonly string[] | undefined): { readonly purged: number; readonly tally: LetterTally } => {
      const before = tally.count
      const unwanted = chosen ?? (ids.all() as unknown as { id: string }[]).map(({ id }) => id)
      tally = transaction(() => unwanted.reduce(removed, tally))
      return { purged: before - tally.count, tally }
    },
    tally: (): LetterTally => tally
  }
}
