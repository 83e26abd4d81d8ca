import { expect } from 'chai'
import { GroupLanes } from './group-lanes.ts'

describe('the lanes of message groups', () => {
  const item = (name: string, group?: string) => ({ name, group })

  it('let the next of a group go when the one before is done, and others at once', () => {
    const lanes = new GroupLanes<ReturnType<typeof item>>()
    const [a1, a2, b1, free] = [item('a1', 'a'), item('a2', 'a'), item('b1', 'b'), item('free')]
    expect([a1, a2, b1, free].map(one => lanes.enter(one))).to.deep.equal([true, false, true, true])
    expect(lanes.next(b1)).to.equal(undefined)
    expect(lanes.next(a1)).to.equal(a2)
    expect(lanes.next(a2)).to.equal(undefined)
    expect(lanes.enter(a1)).to.equal(true)
  })

  it('give back what is behind one that goes back', () => {
    const lanes = new GroupLanes<ReturnType<typeof item>>()
    const [a1, a2, a3, b1] = [item('a1', 'a'), item('a2', 'a'), item('a3', 'a'), item('b1', 'b')]
    for (const one of [a1, a2, a3, b1]) lanes.enter(one)
    expect(lanes.clear(a1)).to.deep.equal([a2, a3])
    expect(lanes.enter(a1)).to.equal(true)
    expect(lanes.clear(b1)).to.deep.equal([])
  })

  it('forget one that is no longer ours', () => {
    const lanes = new GroupLanes<ReturnType<typeof item>>()
    const [a1, a2, a3] = [item('a1', 'a'), item('a2', 'a'), item('a3', 'a')]
    for (const one of [a1, a2, a3]) lanes.enter(one)
    lanes.remove(a2)
    expect(lanes.next(a1)).to.equal(a3)
  })
})
