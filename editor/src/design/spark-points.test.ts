import { expect } from 'chai'
import { sparkPoints } from './spark-points.ts'

describe('the line of a sparkline', () => {
  it('spans its field, and touches the top at the largest value', () => {
    const points = sparkPoints([0, 5, 10], 102, 24)
    expect(points).to.deep.equal([
      [0, 22],
      [50, 12],
      [100, 2]
    ])
  })
  it('lies at the bottom when nothing flows', () => {
    expect(sparkPoints([0, 0], 88, 24).map(([, y]) => y)).to.deep.equal([22, 22])
    expect(sparkPoints([], 88, 24)).to.deep.equal([])
  })
  it('sums neighbours where there are more values than it shows', () => {
    expect(sparkPoints(Array(60).fill(1), 88, 24)).to.have.length(30)
    expect(new Set(sparkPoints(Array(60).fill(1), 88, 24).map(([, y]) => y))).to.deep.equal(new Set([2]))
  })
})
