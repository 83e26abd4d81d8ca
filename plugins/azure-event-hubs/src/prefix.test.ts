import { expect } from 'chai'
import fc from 'fast-check'
import { type Position, Prefix } from './prefix.ts'

const event = (sequenceNumber: number): Position => ({ offset: String(sequenceNumber * 112), sequenceNumber })

/** Any number of events, taken and finished in any order that is possible, some of them twice, some never. */
const histories = fc
  .array(fc.nat(), { minLength: 1, maxLength: 60 })
  .chain(choices => fc.tuple(fc.constant(choices), fc.array(fc.nat(), { maxLength: 120 })))

describe('the finished prefix of a partition', () => {
  it('never lets the checkpoint past something unfinished, and never leaves it behind', () => {
    fc.assert(
      fc.property(histories, ([takes, finishes]) => {
        const prefix = new Prefix(() => {})
        const finishers: (() => void)[] = []
        const finished = new Set<number>()
        let steps = takes.length
        for (const choice of finishes) {
          if (steps > 0 && (choice % 3 === 0 || finishers.length === 0)) {
            finishers.push(prefix.take(event(finishers.length)))
            steps--
          }
          const index = choice % finishers.length
          finishers[index]?.()
          finished.add(index)
          let expected = -1
          while (finished.has(expected + 1)) expected++
          expect(prefix.checkpoint).to.deep.equal(expected < 0 ? undefined : event(expected))
        }
      }),
      { numRuns: 500 }
    )
  })

  it('tells each time that the checkpoint moves, forward only', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Array.from({ length: 40 }, (_, i) => i)), order => {
        const told: number[] = []
        const prefix = new Prefix(({ sequenceNumber }) => void told.push(sequenceNumber))
        const finishers = Array.from({ length: 40 }, (_, i) => prefix.take(event(i)))
        for (const index of order) finishers[index]?.()
        expect(told).to.deep.equal([...new Set(told)].sort((a, b) => a - b))
        const gap = Array.from({ length: 41 }, (_, i) => i).find(i => !order.includes(i)) as number
        expect(told.at(-1)).to.equal(gap === 0 ? undefined : gap - 1)
      })
    )
  })

  it('makes room for what is finished', () => {
    const prefix = new Prefix(() => {})
    const open = prefix.take(event(0))
    const rest = Array.from({ length: 5000 }, (_, i) => prefix.take(event(i + 1)))
    for (const finish of rest) finish()
    expect(prefix.checkpoint).to.equal(undefined)
    open()
    expect(prefix.checkpoint).to.deep.equal(event(5000))
    prefix.take(event(5001))()
    expect(prefix.checkpoint).to.deep.equal(event(5001))
  })
})
