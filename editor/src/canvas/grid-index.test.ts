import { expect } from 'chai'
import fc from 'fast-check'
import { type Box, touches } from './geometry.ts'
import { gridIndex } from './grid-index.ts'

const number = fc.integer({ min: -3000, max: 3000 })
const size = fc.nat(1500)
const box = fc.record({ x: number, y: number, width: size, height: size })

describe('grid index', () => {
  it('finds what a walk through everything finds, after any moves and removals', () => {
    const steps = fc.array(fc.record({ item: fc.nat(20), box: fc.option(box) }), { maxLength: 60 })
    fc.assert(
      fc.property(steps, box, (all, asked) => {
        const index = gridIndex<Box & { readonly id: number }>()
        const items = new Map<number, { id: number; x: number; y: number; width: number; height: number }>()
        for (const step of all) {
          const known = items.get(step.item)
          if (step.box) {
            const item = Object.assign(known ?? { id: step.item }, step.box)
            items.set(step.item, item)
            index.put(item)
          } else if (known) {
            index.remove(known)
            items.delete(step.item)
          }
        }
        const expected = [...items.values()].filter(item => touches(item, asked))
        expect(index.within(asked)).to.have.members(expected)
      })
    )
  })
})
