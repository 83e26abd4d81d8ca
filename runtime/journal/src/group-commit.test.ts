import type { DeadLetter, Entry } from '@millrace/engine'
import { expect } from 'chai'
import fc from 'fast-check'
import { defaultBounds } from './bounds.ts'
import type { Disk } from './disk.ts'
import { GroupCommit } from './group-commit.ts'
import { toLetterRow } from './row.ts'
import type { Change } from './store.ts'
import { UnderWay } from './under-way.ts'

/** A disk that takes one commit at a time, when it is told to, and refuses some. */
const unreliableDisk = () => {
  const entries = new Map<number, { readonly id: string; readonly tries: number }>()
  const letters = new Set<string>()
  const asked: { readonly change: Change; answer(error?: Error): void }[] = []
  const ask = (_: string, change: Change) =>
    new Promise((resolve, reject) => {
      const answer = (error?: Error) => (error ? reject(error) : resolve({ count: 0, bytes: 0, dropped: 0 }))
      asked.push({ change, answer })
    })
  return {
    disk: { ask } as unknown as Disk,
    entries,
    letters,
    /** Lets the commit in flight end; tells whether there was one. */
    end(refuses: boolean): boolean {
      const next = asked.shift()
      if (!next) return false
      if (refuses) next.answer(new Error('disk full'))
      else {
        for (const [seq, id, , , , tries] of next.change.write) entries.set(seq, { id, tries })
        for (const seq of next.change.erase) entries.delete(seq)
        for (const [id] of next.change.bury) letters.add(id)
        next.answer()
      }
      return true
    }
  }
}

type Step =
  | { readonly act: 'append' | 'remove' | 'bury'; readonly id: string }
  | { readonly act: 'wait' }
  | { readonly act: 'end'; readonly refuses: boolean }

const id = fc.constantFrom('a', 'b', 'c')
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ act: fc.constant('append' as const), id }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('remove' as const), id }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('bury' as const), id }) },
    { weight: 3, arbitrary: fc.record({ act: fc.constant('wait' as const) }) },
    { weight: 3, arbitrary: fc.record({ act: fc.constant('end' as const), refuses: fc.boolean() }) }
  ),
  { maxLength: 60, size: 'max' }
)

const entry = (id: string, tries: number): Entry => ({
  id,
  flow: 'f1',
  node: 'n1',
  message: { _msgid: id, payload: 'x'.repeat(tries % 7) },
  tries,
  at: 0
})
const letter = (id: string): DeadLetter => ({ ...entry(id, 0), error: { message: 'No' }, revision: 1, buriedAt: 0 })
const turn = () => new Promise(resolve => setImmediate(resolve))

/** Carries the steps out, and says what each promise promised, in the order of the steps. */
const carryOut = async (steps: readonly Step[]) => {
  const { disk, entries, letters, end } = unreliableDisk()
  const underWay = new UnderWay(defaultBounds, [])
  const group = new GroupCommit(disk, underWay, () => {})
  const outcomes: { readonly step: Step; readonly tries: number; readonly outcome: Promise<boolean> }[] = []
  const settle = (promise: Promise<void>) =>
    promise.then(
      () => true,
      () => false
    )

  const perform = (step: Step, tries: number): Promise<boolean> | undefined => {
    switch (step.act) {
      case 'append':
        return settle(group.write(underWay.admit(step.id, 0), entry(step.id, tries)))
      case 'remove': {
        const held = underWay.take(step.id)
        return held && settle(group.erase(held))
      }
      case 'bury':
        return settle(group.bury(toLetterRow(letter(step.id)), underWay.take(step.id)))
      default:
        return undefined
    }
  }
  for (const [tries, step] of steps.entries()) {
    if (step.act === 'wait') await turn()
    if (step.act === 'end') {
      end(step.refuses)
      await turn()
    }
    const outcome = perform(step, tries)
    if (outcome) outcomes.push({ step, tries, outcome })
  }
  let flushed = false
  const flushing = group.flush().then(() => {
    flushed = true
  })
  while (!flushed) {
    end(false)
    await turn()
  }
  await flushing
  return { entries, letters, underWay, outcomes }
}

describe('group commit', () => {
  it('leaves on a disk that refuses now and then exactly what its promises said', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async steps => {
        const { entries, letters, underWay, outcomes } = await carryOut(steps)
        const expected = new Map<string, number>()
        for (const { step, tries, outcome } of outcomes) {
          const kept = await outcome
          if (step.act === 'append' && kept) expected.set(step.id, tries)
          if (step.act === 'remove') expected.delete(step.id)
          if (step.act === 'bury' && kept) {
            expected.delete(step.id)
            expect(letters.has(step.id)).to.equal(true)
          }
        }
        const onDisk = [...entries.values()].map(({ id, tries }) => [id, tries])
        expect(onDisk).to.have.deep.members([...expected])
        expect(underWay.count).to.equal(expected.size)
        const bytes = [...expected].map(([id, tries]) => JSON.stringify(entry(id, tries).message).length)
        expect(underWay.bytes).to.equal(bytes.reduce((sum, size) => sum + size, 0))
      }),
      { numRuns: 500 }
    )
  })
})
