import { expect } from 'chai'
import { flow } from '../kit.test.ts'
import { shareUnchanged } from './share-unchanged.ts'

const one = () => flow({ a: ['test/a', 'b'], b: ['test/b'] }, { env: { site: 'x' } })
const copy = () => structuredClone(one())

describe('sharing what did not change', () => {
  it('gives back the very flow when nothing changed', () => {
    const before = one()
    expect(shareUnchanged([copy()], [before])[0]).to.equal(before)
  })

  it('gives back the very nodes that did not change, and the new of the others', () => {
    const before = one()
    const changed = copy()
    const [a, b] = changed.nodes as [(typeof changed.nodes)[0], (typeof changed.nodes)[0]]
    const [shared] = shareUnchanged([{ ...changed, nodes: [{ ...a, config: { label: 'new' } }, b] }], [before])
    expect(shared).to.not.equal(before)
    expect(shared?.nodes[0]).to.deep.include({ id: 'a', config: { label: 'new' } })
    expect(shared?.nodes[1]).to.equal(before.nodes[1])
    expect(shared?.env).to.equal(before.env)
  })

  it('takes a flow for another when a node is gone, or its name or environment differs', () => {
    const before = one()
    const [first] = before.nodes
    for (const after of [
      { ...copy(), nodes: [structuredClone(first) as NonNullable<typeof first>] },
      { ...copy(), name: 'other' },
      { ...copy(), env: { site: 'y' } }
    ])
      expect(shareUnchanged([after], [before])[0]).to.deep.equal(after)
  })

  it('leaves a flow that was not there as it is', () => {
    const fresh = copy()
    expect(shareUnchanged([fresh], [])[0]).to.equal(fresh)
  })
})
