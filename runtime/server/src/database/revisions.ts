import type { Database } from './database.ts'

/** What a revision is of: a deploy changes flows, the others are saved on pages of their own. */
export type RevisionKind = 'flows' | 'integrations' | 'globals'

export interface Revision {
  readonly number: number
  readonly kind: RevisionKind
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly author: string
  readonly note?: string
}

/** The history of what was deployed and saved. */
export interface Revisions {
  /** The number of the latest of this kind; 0 when there is none. */
  latest(kind: RevisionKind): number
  /** Keeps what was deployed or saved. The number is the runtime's for flows, otherwise the next of its kind. */
  add(revision: Omit<Revision, 'number' | 'at'> & { readonly number?: number }, content: unknown): number
  /** Newest first. */
  list(kind: RevisionKind): readonly Revision[]
  content(kind: RevisionKind, number: number): unknown
}

/** Keeps at most `bound` revisions of each kind; the oldest go first. */
export const openRevisions = ({ durable }: Database, bound: number): Revisions => {
  const latest = durable.prepare('SELECT max(number) AS number FROM revisions WHERE kind = ?')
  const insert = durable.prepare(
    'INSERT OR REPLACE INTO revisions (kind, number, at, author, note, content) VALUES (?, ?, ?, ?, ?, ?)'
  )
  const trim = durable.prepare(
    'DELETE FROM revisions WHERE kind = ?1 AND number <= (SELECT max(number) FROM revisions WHERE kind = ?1) - ?2'
  )
  const all = durable.prepare(
    'SELECT number, kind, at, author, note FROM revisions WHERE kind = ? ORDER BY number DESC'
  )
  const one = durable.prepare('SELECT content FROM revisions WHERE kind = ? AND number = ?')
  const latestOf = (kind: RevisionKind): number => Number(latest.get(kind)?.number ?? 0)
  return {
    latest: latestOf,
    add({ kind, number = latestOf(kind) + 1, author, note }, content) {
      insert.run(kind, number, Date.now(), author, note ?? null, JSON.stringify(content))
      trim.run(kind, bound)
      return number
    },
    list: kind =>
      all.all(kind).map(({ note, ...row }) => ({ ...row, ...(note !== null && { note }) }) as unknown as Revision),
    content(kind, number) {
      const row = one.get(kind, number)
      return row && JSON.parse(String(row.content))
    }
  }
}
