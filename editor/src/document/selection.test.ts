import { expect } from 'chai'
import { createSelection } from './selection.ts'

describe('selection', () => {
  it('holds nodes and wires of the flow that is shown, and nothing of another', () => {
    const selection = createSelection()
    selection.show('f')
    selection.set(['a', 'b'], ['a:0:b'])
    expect([...selection.nodes]).to.deep.equal(['a', 'b'])
    expect([...selection.wires]).to.deep.equal(['a:0:b'])
    selection.show('g')
    expect(selection.flow).to.equal('g')
    expect(selection.nodes.size + selection.wires.size).to.equal(0)
  })

  it('toggles a node and keeps the others', () => {
    const selection = createSelection()
    selection.set(['a', 'b'])
    selection.toggle('a')
    selection.toggle('c')
    expect([...selection.nodes]).to.deep.equal(['b', 'c'])
  })

  it('tells when it changes, and only then', () => {
    const selection = createSelection()
    let heard = 0
    const stop = selection.subscribe(() => heard++)
    selection.set(['a'])
    selection.set(['a'])
    selection.clear()
    selection.clear()
    stop()
    selection.set(['b'])
    expect(heard).to.equal(2)
  })
})
