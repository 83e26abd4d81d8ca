import type { NodeCounts } from '@millrace/engine'
import { expect } from 'chai'
import { createTraffic, rateText } from './traffic.ts'

const counts = (sent: readonly number[], more: Partial<NodeCounts> = {}): ReadonlyMap<string, NodeCounts> =>
  new Map([['f/a', { address: 'f/a', received: 0, failed: 0, waiting: 0, ...more, sent }]])

describe('traffic', () => {
  it('makes rates of what was counted since the step before', () => {
    const traffic = createTraffic()
    traffic.take(counts([100, 5]), 0)
    expect(traffic.rate('f/a')).to.equal(0)
    traffic.take(counts([140, 5]), 1000)
    expect(traffic.rate('f/a', 0)).to.equal(40)
    expect(traffic.rate('f/a', 1)).to.equal(0)
    expect(traffic.rate('f/a')).to.equal(40)
    expect(traffic.rate('f/b')).to.equal(0)
    expect(traffic.history('f/a', 0)).to.deep.equal([40])
  })

  it('tells no rate below zero when a node counts from the start again', () => {
    const traffic = createTraffic()
    traffic.take(counts([100]), 0)
    traffic.take(counts([3]), 1000)
    expect(traffic.rate('f/a', 0)).to.equal(0)
  })

  it('comes to rest', () => {
    const traffic = createTraffic()
    traffic.take(counts([0]), 0)
    traffic.take(counts([10], { waiting: 3, failed: 1 }), 1000)
    expect([traffic.waiting('f/a'), traffic.failing('f/a')]).to.deep.equal([3, true])
    traffic.rest()
    expect([traffic.rate('f/a'), traffic.waiting('f/a'), traffic.failing('f/a')]).to.deep.equal([0, 3, false])
  })

  it('writes rates short', () => {
    expect([41.3, 0.28, 9.96, 0.04].map(rateText)).to.deep.equal(['41', '0.3', '10', '0'])
  })
})
