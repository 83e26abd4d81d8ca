import { expect } from 'chai'
import { windowOf } from './virtual-window.ts'

const ids = Array.from({ length: 100 }, (_, index) => index)

describe('the window of a long list', () => {
  it('holds what is in sight, by the estimate', () => {
    expect(windowOf(ids, new Map(), 10, 0, 50)).to.deep.equal({ first: 0, last: 5, before: 0, total: 1000 })
    expect(windowOf(ids, new Map(), 10, 205, 50)).to.deep.equal({ first: 20, last: 26, before: 200, total: 1000 })
  })

  it('takes the measured height where there is one', () => {
    const window = windowOf(ids, new Map([[0, 300]]), 10, 305, 20)
    expect(window).to.deep.equal({ first: 1, last: 4, before: 300, total: 1290 })
  })

  it('is empty for an empty list', () => {
    expect(windowOf([], new Map(), 10, 0, 50)).to.deep.equal({ first: 0, last: 0, before: 0, total: 0 })
  })
})
