import { expect } from 'chai'
import { Recent } from './recent.ts'

describe('what a node did', () => {
  it('is known of its last deliveries, and forgotten of those before', () => {
    const recent = new Recent<number>(2)
    recent.set('a', 1)
    recent.set('b', 2)
    recent.set('a', 3)
    recent.set('c', 4)
    expect(['a', 'b', 'c'].map(id => recent.get(id))).to.deep.equal([3, undefined, 4])
  })
})
