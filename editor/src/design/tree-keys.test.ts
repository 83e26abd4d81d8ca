import { expect } from 'chai'
import type { TreeRow } from './tree.tsx'
import { treeStep } from './tree-keys.ts'

const row = (id: string, depth: number, expanded?: boolean): TreeRow => ({
  id,
  depth,
  ...(expanded === undefined ? {} : { expanded })
})
const rows = [row('a', 0, true), row('b', 1, false), row('c', 1), row('d', 0)]
const [a, b, c, d] = rows

describe('the keys of a tree', () => {
  it('walk up and down, to the ends and not beyond', () => {
    expect(treeStep('ArrowDown', rows, 0)).to.deep.equal({ go: b })
    expect(treeStep('ArrowDown', rows, 3)).to.equal('stay')
    expect(treeStep('ArrowUp', rows, 0)).to.equal('stay')
    expect(treeStep('Home', rows, 2)).to.deep.equal({ go: a })
    expect(treeStep('End', rows, 0)).to.deep.equal({ go: d })
  })

  it('open to the right, then go in; close to the left, then go out', () => {
    expect(treeStep('ArrowRight', rows, 1)).to.deep.equal({ toggle: b })
    expect(treeStep('ArrowRight', rows, 0)).to.deep.equal({ go: b })
    expect(treeStep('ArrowRight', rows, 2)).to.equal('stay')
    expect(treeStep('ArrowLeft', rows, 0)).to.deep.equal({ toggle: a })
    expect(treeStep('ArrowLeft', rows, 2)).to.deep.equal({ go: a })
    expect(treeStep('ArrowLeft', rows, 3)).to.equal('stay')
  })

  it('act by Enter and leave other keys to the page', () => {
    expect(treeStep('Enter', rows, 2)).to.deep.equal({ act: c })
    expect(treeStep('Delete', rows, 2)).to.equal(undefined)
  })
})
