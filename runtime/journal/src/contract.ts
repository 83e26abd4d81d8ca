import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DeadLetter, Entry, Journal } from '@millrace/engine'
import type { PartialBounds } from './bounds.ts'

/** What a journal under test is made from. A durable one that is made again in the same folder finds what was there. */
export interface JournalPlace {
  /** An empty folder of this test's own, removed after it. */
  readonly dir: string
  readonly bounds?: PartialBounds
}

export type MakeJournal = (place: JournalPlace) => Journal | Promise<Journal>

/**
 * The tests that every journal passes, whatever it writes to; they expect `describe` and `it` as mocha has them. What
 * only a durable journal promises is skipped for one that is not, and so are the bounds for one that has none.
 */
export const journalContract = (make: MakeJournal, { bounded = true } = {}): Mocha.Suite =>
  describe('the contract of journals', () => {
    let dir: string
    let open: Journal[]

    beforeEach(async () => {
      dir = await mkdtemp(join(tmpdir(), 'millrace-journal-'))
      open = []
    })
    afterEach(async () => {
      for (const journal of open) await journal.close()
      await rm(dir, { recursive: true })
    })
    const start = async (bounds?: PartialBounds): Promise<Journal> => {
      const journal = await make({ dir, ...(bounds && { bounds }) })
      open.push(journal)
      return journal
    }
    /** Ends one journal and makes the next in the same folder; skips the test for one that is not durable. */
    const restart = async (test: Mocha.Context, journal: Journal): Promise<Journal> => {
      if (!journal.durable) test.skip()
      await journal.close()
      return start()
    }

    it('starts empty', async () => {
      const journal = await start()
      assert.deepEqual(await journal.recover(), [])
      assert.deepEqual(await journal.deadLetters(), [])
      assert.equal(journal.deadLetterCount(), 0)
    })

    it('recovers what is under way, oldest first, with all its fields', async function () {
      const journal = await start()
      const held: Entry = { ...entry('b'), tries: 2, dueAt: 1_700_000_000_500, key: 'boiler/7' }
      await Promise.all([journal.append(entry('a')), journal.append(held), journal.append(entry('c'))])
      const next = await restart(this, journal)
      assert.deepEqual(await next.recover(), [entry('a'), held, entry('c')])
    })

    it('keeps every value that a message may hold', async function () {
      const journal = await start()
      const payload = {
        bytes: new Uint8Array([0, 255]),
        date: new Date(0),
        map: new Map([['a', new Set([1n])]]),
        numbers: [Number.NaN, Number.NEGATIVE_INFINITY],
        nothing: undefined,
        text: 'kühl\u0000\ud83d\ude00'
      }
      await journal.append(entry('a', payload))
      const [recovered] = await (await restart(this, journal)).recover()
      assert.deepEqual(recovered?.message.payload, payload)
    })

    it('recovers nothing that was removed', async function () {
      const journal = await start()
      await journal.append(entry('a'))
      await journal.append(entry('b'))
      await journal.remove('a')
      assert.deepEqual(ids(await (await restart(this, journal)).recover()), ['b'])
    })

    it('settles both promises of a message that is removed before it was written', async () => {
      const journal = await start()
      await Promise.all([journal.append(entry('a')), journal.remove('a')])
      await journal.append(entry('a'))
      await journal.remove('a')
    })

    it('takes the removal of an unknown id as done', async () => {
      const journal = await start()
      await journal.remove('nobody')
    })

    it('replaces an entry of the same id in its place', async function () {
      const journal = await start()
      await journal.append(entry('a'))
      await journal.append(entry('b'))
      await journal.append({ ...entry('a'), tries: 3 })
      assert.deepEqual(await (await restart(this, journal)).recover(), [{ ...entry('a'), tries: 3 }, entry('b')])
    })

    it('keeps an entry that comes again after it was removed', async function () {
      const journal = await start()
      await journal.append(entry('a'))
      const removed = journal.remove('a')
      await Promise.all([removed, journal.append({ ...entry('a'), tries: 1 })])
      assert.deepEqual(await (await restart(this, journal)).recover(), [{ ...entry('a'), tries: 1 }])
    })

    it('refuses a message that cannot be kept, and only that one', async function () {
      const journal = await start()
      if (!journal.durable) this.skip()
      const [bad, good] = await Promise.allSettled([
        journal.append(entry('bad', () => {})),
        journal.append(entry('good'))
      ])
      assert.equal(codeOf(bad), 'CODEC_UNSUPPORTED')
      assert.equal(good.status, 'fulfilled')
    })

    it('buries a message: no longer under way, kept as a dead letter', async function () {
      const journal = await start()
      await journal.append(entry('a'))
      await journal.bury(letter('a', 1))
      assert.equal(journal.deadLetterCount(), 1)
      assert.deepEqual(await journal.deadLetters(), [letter('a', 1)])
      const next = await restart(this, journal)
      assert.deepEqual(await next.recover(), [])
      assert.deepEqual(await next.deadLetters(), [letter('a', 1)])
      assert.equal(next.deadLetterCount(), 1)
    })

    it('buries a message that was never appended, and one whose append is not written yet', async () => {
      const journal = await start()
      await Promise.all([journal.bury(letter('a', 1)), journal.append(entry('b')), journal.bury(letter('b', 2))])
      assert.deepEqual(ids(await journal.deadLetters()), ['b', 'a'])
    })

    it('keeps one dead letter an id, the latest', async () => {
      const journal = await start()
      await journal.bury(letter('a', 1))
      await journal.bury({ ...letter('a', 2), tries: 9 })
      assert.deepEqual(await journal.deadLetters(), [{ ...letter('a', 2), tries: 9 }])
      assert.equal(journal.deadLetterCount(), 1)
    })

    it('lists dead letters newest first, by page and by flow', async () => {
      const journal = await start()
      for (const time of [1, 2, 3, 4]) await journal.bury(letter(`l${time}`, time, time % 2 ? 'odd' : 'even'))
      assert.deepEqual(ids(await journal.deadLetters()), ['l4', 'l3', 'l2', 'l1'])
      assert.deepEqual(ids(await journal.deadLetters({ limit: 2 })), ['l4', 'l3'])
      assert.deepEqual(ids(await journal.deadLetters({ limit: 2, before: base + 3 })), ['l2', 'l1'])
      assert.deepEqual(ids(await journal.deadLetters({ flow: 'odd' })), ['l3', 'l1'])
    })

    it('goes through letters of the same millisecond page by page and skips none, also while others go', async () => {
      const journal = await start()
      const all = Array.from({ length: 7 }, (_, i) => `l${i}`)
      for (const id of all) await journal.bury(letter(id, 1))
      const seen: string[] = []
      for (;;) {
        const [first, second] = await journal.deadLetters({ limit: 2, ...after(seen.at(-1)) })
        if (first) seen.push(first.id)
        if (!second) break
        seen.push(second.id)
        await journal.purge([second.id])
      }
      assert.deepEqual(seen.toSorted(), all)
    })

    it('finds dead letters by node, text and id, and counts them by flow', async () => {
      const journal = await start()
      await journal.bury(letter('l1', 1, 'a'))
      await journal.bury({ ...letter('l2', 2, 'a'), node: 'other', message: { _msgid: 'm', payload: 'Too HOT' } })
      await journal.bury({ ...letter('l3', 3, 'b'), error: { message: 'the valve is hot' } })
      assert.deepEqual(ids(await journal.deadLetters({ node: 'n2' })), ['l2', 'l1'])
      assert.deepEqual(ids(await journal.deadLetters({ node: 'other' })), ['l2'])
      assert.deepEqual(ids(await journal.deadLetters({ text: 'hOt' })), ['l3', 'l2'])
      assert.deepEqual(ids(await journal.deadLetters({ text: '100%' })), [])
      assert.deepEqual(ids(await journal.deadLetters({ ids: ['l3', 'l1', 'nobody'] })), ['l3', 'l1'])
      assert.deepEqual(await journal.countDeadLetters?.(), { a: 2, b: 1 })
      assert.deepEqual(await journal.countDeadLetters?.({ flow: 'a', text: 'hot' }), { a: 1 })
    })

    it('lists a hundred dead letters when it is not told how many', async () => {
      const journal = await start()
      await Promise.all(Array.from({ length: 101 }, (_, i) => journal.bury(letter(`l${i}`, i))))
      assert.equal((await journal.deadLetters()).length, 100)
      assert.equal((await journal.deadLetters({ limit: Number.MAX_SAFE_INTEGER })).length, 101)
    })

    it('purges the dead letters that are named, or all', async () => {
      const journal = await start()
      for (const time of [1, 2, 3]) await journal.bury(letter(`l${time}`, time))
      assert.equal(await journal.purge(['l2', 'nobody']), 1)
      assert.deepEqual(ids(await journal.deadLetters()), ['l3', 'l1'])
      assert.equal(await journal.purge(), 2)
      assert.equal(journal.deadLetterCount(), 0)
    })

    it('refuses messages above its count, not a replacement, and takes them again when some are done', async function () {
      if (!bounded) this.skip()
      const journal = await start({ count: 2 })
      await journal.append(entry('a'))
      await journal.append(entry('b'))
      assert.equal(await refusal(journal.append(entry('c'))), 'JOURNAL_FULL')
      if (journal.check) assert.equal(await refusal(journal.check()), 'JOURNAL_FULL')
      await journal.append({ ...entry('b'), tries: 1 })
      await journal.remove('a')
      await journal.check?.()
      await journal.append(entry('c'))
    })

    it('refuses messages above its bytes', async function () {
      if (!bounded) this.skip()
      const journal = await start({ bytes: 1000 })
      await journal.append(entry('a', 'x'.repeat(600)))
      assert.equal(await refusal(journal.append(entry('b', 'x'.repeat(600)))), 'JOURNAL_FULL')
      await journal.append(entry('b', 'x'))
    })

    it('forgets the oldest dead letters above their count', async function () {
      if (!bounded) this.skip()
      const journal = await start({ deadLetters: { count: 2 } })
      for (const time of [1, 2, 3]) await journal.bury(letter(`l${time}`, time))
      assert.deepEqual(ids(await journal.deadLetters()), ['l3', 'l2'])
      assert.equal(journal.deadLetterCount(), 2)
    })

    it('refuses what comes after it was closed, and closes twice', async function () {
      const journal = await start()
      if (!journal.durable) this.skip()
      await journal.append(entry('a'))
      await journal.close()
      await journal.close()
      assert.equal(await refusal(journal.append(entry('b'))), 'JOURNAL_CLOSED')
    })

    it('writes what is under way before it closes', async function () {
      const journal = await start()
      const appended = journal.append(entry('a'))
      const next = await restart(this, journal)
      await appended
      assert.deepEqual(ids(await next.recover()), ['a'])
    })
  })

const entry = (id: string, payload: unknown = 84.2): Entry => ({
  id,
  flow: 'f1',
  node: 'n1',
  message: { _msgid: `m-${id}`, topic: 'boiler/7', payload },
  tries: 0,
  at: 1_700_000_000_000
})

const base = Date.now()

const letter = (id: string, time: number, flow = 'f1'): DeadLetter => ({
  ...entry(id),
  flow,
  error: { code: 'MESSAGE_REJECTED', message: 'No such valve', node: 'n2' },
  revision: 7,
  buriedAt: base + time
})

const after = (id: string | undefined) => (id === undefined ? {} : { before: base + 1, beforeId: id })

const ids = (entries: readonly Entry[]): string[] => entries.map(({ id }) => id)

const codeOf = (outcome: PromiseSettledResult<unknown>): unknown =>
  outcome.status === 'rejected' ? (outcome.reason as { code?: unknown }).code : undefined

const refusal = async (promise: Promise<unknown>): Promise<unknown> => codeOf((await Promise.allSettled([promise]))[0])
