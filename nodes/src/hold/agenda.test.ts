import { expect } from 'chai'
import fc from 'fast-check'
import { Agenda } from './agenda.ts'

describe('an agenda', () => {
  it('calls what is due in the order of its time, never before it, and what was added first where times are the same', async () => {
    const waits = fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(waits, async all => {
        const called: { readonly at: number; readonly place: number }[] = []
        const { promise, resolve } = Promise.withResolvers<void>()
        const agenda = new Agenda<{ at: number; place: number }>(item => {
          expect(performance.now()).to.be.at.least(item.at)
          if (called.push(item) === all.length) resolve()
        })
        all.forEach((wait, place) => {
          const item = { at: 0, place }
          item.at = agenda.add(wait, item).at
        })
        await promise
        expect(called).to.deep.equal(called.toSorted((a, b) => a.at - b.at || a.place - b.place))
      }),
      { numRuns: 10 }
    )
  })

  it('does not call what was removed, and calls the rest', async () => {
    const called: string[] = []
    const { promise, resolve } = Promise.withResolvers<void>()
    const agenda = new Agenda<string>(item => {
      called.push(item)
      if (item === 'last') resolve()
    })
    const first = agenda.add(0, 'first')
    agenda.add(1, 'second')
    agenda.add(2, 'last')
    agenda.remove(first)
    agenda.remove(first)
    await promise
    expect(called).to.deep.equal(['second', 'last'])
  })

  it('has one timer however much is due, and none after it was closed', () => {
    const timers = () => process.getActiveResourcesInfo().filter(kind => kind === 'Timeout').length
    const before = timers()
    const agenda = new Agenda<number>(() => {})
    for (let i = 0; i < 100; i++) agenda.add(3_600_000 + i, i)
    expect(timers()).to.equal(before + 1)
    agenda.close()
    expect(timers()).to.equal(before)
  })

  it('waits longer than a timer can', async () => {
    const called: string[] = []
    const [far, near] = [1, 2].map(() => new Agenda<string>(item => called.push(item))) as [
      Agenda<string>,
      Agenda<string>
    ]
    far.add(2 ** 40, 'far')
    near.add(5, 'near')
    while (called.length === 0) await new Promise(setImmediate)
    far.close()
    expect(called).to.deep.equal(['near'])
  })
})
