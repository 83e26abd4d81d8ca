import { expect } from 'chai'
import { Backoff } from './backoff.ts'

describe('the back-off of a flow that brings its process down', () => {
  it('waits longer each time, up to a bound, and forgets after a quiet minute', () => {
    const backoff = new Backoff()
    const waits = Array.from({ length: 12 }, (_, i) => backoff.next(i * 1000))
    expect(waits.slice(0, 5), 'two are needed to find the culprit').to.deep.equal([0, 0, 250, 500, 1000])
    expect(waits.at(-1)).to.equal(30_000)
    expect(backoff.next(11_000 + 60_001)).to.equal(0)
  })
})
