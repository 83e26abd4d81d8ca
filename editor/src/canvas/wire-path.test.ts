import { expect } from 'chai'
import fc from 'fast-check'
import { grown, holds } from './geometry.ts'
import { cuts, distanceToWire, svgPath, wireBox, wirePath, wirePoints } from './wire-path.ts'

const point = fc.record({ x: fc.integer({ min: -2000, max: 2000 }), y: fc.integer({ min: -2000, max: 2000 }) })

describe('wire path', () => {
  it('leads from one end to the other, within its box, forward and backward', () => {
    fc.assert(
      fc.property(point, point, (from, to) => {
        const path = wirePath(from, to)
        expect(path.slice(0, 2)).to.deep.equal([from.x, from.y])
        expect(path.slice(-2)).to.deep.equal([to.x, to.y])
        const box = grown(wireBox(path), 0.01)
        for (const on of wirePoints(path)) expect(holds(box, on)).to.equal(true)
      })
    )
  })

  it('is hit on its line and not beside it', () => {
    const path = wirePath({ x: 0, y: 0 }, { x: 200, y: 100 })
    expect(distanceToWire(path, { x: 100, y: 50 })).to.be.lessThan(1)
    expect(distanceToWire(path, { x: 20, y: 90 })).to.be.greaterThan(20)
  })

  it('goes below both nodes when it leads back', () => {
    const path = wirePath({ x: 300, y: 40 }, { x: 0, y: 100 })
    expect(Math.max(...wirePoints(path).map(({ y }) => y))).to.equal(148)
    expect(distanceToWire(path, { x: 150, y: 148 })).to.be.lessThan(1)
    expect(distanceToWire(path, { x: 150, y: 70 })).to.be.greaterThan(20)
  })

  it('is cut by a stroke across it and not by one beside it', () => {
    const path = wirePath({ x: 0, y: 0 }, { x: 200, y: 0 })
    expect(cuts(path, { x: 100, y: -10 }, { x: 110, y: 10 })).to.equal(true)
    expect(cuts(path, { x: 100, y: 5 }, { x: 110, y: 20 })).to.equal(false)
    expect(cuts(path, { x: 300, y: -10 }, { x: 300, y: 10 })).to.equal(false)
  })

  it('is written for SVG', () => {
    expect(svgPath(wirePath({ x: 0, y: 0 }, { x: 100, y: 0 }))).to.equal('M0 0C50 0 50 0 100 0')
  })
})
