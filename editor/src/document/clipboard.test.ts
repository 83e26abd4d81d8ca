import type { Flow } from '@millrace/engine'
import { expect } from 'chai'
import { copySelected, cutSelected, duplicateSelected, paste, readPiece } from './clipboard.ts'
import { createDocument, type FlowDocument } from './document.ts'
import { createSelection, type Selection } from './selection.ts'
import { flowOf, nodeOf } from './testing.ts'

const begin = (): { document: FlowDocument; selection: Selection } => {
  const nodes = [
    nodeOf('a', { at: [100, 40], wires: [['b', 'c']], config: { topic: 't' } }),
    nodeOf('b', { at: [300, 60], wires: [['a'], ['c']] }),
    nodeOf('c')
  ]
  const groups = [{ id: 'g', name: 'Pair', members: ['a', 'b'] }]
  const selection = createSelection()
  selection.show('f')
  return { document: createDocument([flowOf('f', nodes, { groups }), flowOf('h', [])], 1), selection }
}
const shown = (document: FlowDocument, selection: Selection): Flow => document.flow(selection.flow ?? '') as Flow

describe('clipboard', () => {
  it('copies nodes with the wires among them and their group, and pastes them under new ids', () => {
    const { document, selection } = begin()
    selection.set(['a', 'b'])
    const text = copySelected(document, selection) ?? ''
    selection.show('h')
    expect(paste(document, selection, text)).to.equal(true)
    const [a, b] = shown(document, selection).nodes
    expect(a).to.deep.include({ at: [120, 60], config: { topic: 't' }, wires: [[b?.id]] })
    expect(b).to.deep.include({ at: [320, 80], wires: [[a?.id], []] })
    expect([a?.id, b?.id]).to.not.have.any.members(['a', 'b'])
    expect([...selection.nodes]).to.deep.equal([a?.id, b?.id])
    expect(shown(document, selection).groups?.[0]).to.deep.include({ name: 'Pair', members: [a?.id, b?.id] })
  })

  it('pastes at the pointer, on the grid', () => {
    const { document, selection } = begin()
    selection.set(['a', 'b'])
    const text = copySelected(document, selection) ?? ''
    paste(document, selection, text, { x: 507, y: 93 })
    const pasted = shown(document, selection).nodes.filter(({ id }) => selection.nodes.has(id))
    expect(pasted.map(({ at }) => at)).to.deep.equal([
      [500, 100],
      [700, 120]
    ])
  })

  it('never lays a copy exactly on another node', () => {
    const { document, selection } = begin()
    selection.set(['a'])
    const text = copySelected(document, selection) ?? ''
    paste(document, selection, text)
    paste(document, selection, text)
    const places = shown(document, selection).nodes.map(({ at }) => at.join())
    expect(new Set(places).size).to.equal(places.length)
  })

  it('duplicates in one step', () => {
    const { document, selection } = begin()
    const before = document.flows
    selection.set(['a', 'b'])
    duplicateSelected(document, selection)
    expect(shown(document, selection).nodes).to.have.length(5)
    document.undo()
    expect(document.flows).to.deep.equal(before)
  })

  it('cuts: the text holds what is gone', () => {
    const { document, selection } = begin()
    selection.set(['b'])
    const text = cutSelected(document, selection) ?? ''
    expect(shown(document, selection).nodes.map(({ id }) => id)).to.deep.equal(['a', 'c'])
    expect(readPiece(text)?.nodes.map(({ id }) => id)).to.deep.equal(['b'])
  })

  it('reads a whole flow and a bare list of nodes, and nothing else', () => {
    const flow = flowOf('x', [nodeOf('a')])
    expect(readPiece(JSON.stringify(flow))?.nodes).to.deep.equal(flow.nodes)
    expect(readPiece(JSON.stringify(flow.nodes))?.nodes).to.deep.equal(flow.nodes)
    const foreign = ['', 'hello', '7', '{}', '[]', '[null]', '[{"id":"a","type":"inject","x":1,"y":2,"wires":[]}]']
    for (const text of foreign) expect(readPiece(text), text).to.equal(undefined)
  })

  it('leaves the flow alone when the text holds no nodes', () => {
    const { document, selection } = begin()
    expect(paste(document, selection, 'hello')).to.equal(false)
    expect(document.canUndo).to.equal(false)
  })
})
