import { expect } from 'chai'
import fc from 'fast-check'
import { Window } from './window.ts'

describe('the window of messages under way', () => {
  it('holds what a Map holds, however long things stay', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30)), leaving => {
        const window = new Window<{ number: number }>(4)
        const map = new Map<number, { number: number }>()
        let last = 0
        for (const choice of leaving) {
          const item = { number: ++last }
          window.set(item)
          map.set(item.number, item)
          const gone = map.get(choice)
          if (gone) {
            window.delete(gone)
            map.delete(choice)
          }
        }
        expect(window.all()).to.deep.equal([...map.values()])
        for (let i = 0; i <= last + 1; i++) expect(window.get(i)).to.equal(map.get(i))
      })
    )
  })
})
