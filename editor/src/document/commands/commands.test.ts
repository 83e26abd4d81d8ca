import type { Flow } from '@millrace/engine'
import { expect } from 'chai'
import { createDocument, type FlowDocument } from '../document.ts'
import { createSelection, type Selection } from '../selection.ts'
import { flowOf, nodeOf } from '../testing.ts'
import { wiresOf } from '../wires.ts'
import {
  align,
  deleteSelected,
  distribute,
  groupSelected,
  nudge,
  selectAll,
  selectConnected,
  toggleEnabled,
  ungroupSelected,
  unwire,
  wire
} from './index.ts'

const chain = (): Flow =>
  flowOf('f', [
    nodeOf('a', { at: [0, 0], wires: [['b', 'c']] }),
    nodeOf('b', { at: [100, 40], wires: [['c'], ['a']] }),
    nodeOf('c', { at: [330, 90] }),
    nodeOf('d', { at: [700, 0] })
  ])

const begin = (flow = chain()): { document: FlowDocument; selection: Selection } => {
  const selection = createSelection()
  selection.show('f')
  return { document: createDocument([flow], 1), selection }
}
const wires = (document: FlowDocument): readonly string[] => wiresOf(document.flow('f') as Flow).map(({ key }) => key)
const places = (document: FlowDocument): unknown => document.flow('f')?.nodes.map(({ at }) => at)

describe('commands', () => {
  it('deletes the selected nodes with every wire that touches them, and the selected wires, in one step', () => {
    const { document, selection } = begin()
    selection.set(['b'], ['a:0:c'])
    deleteSelected(document, selection)
    expect(document.flow('f')?.nodes.map(({ id }) => id)).to.deep.equal(['a', 'c', 'd'])
    expect(wires(document)).to.deep.equal([])
    expect(selection.nodes.size + selection.wires.size).to.equal(0)
    document.undo()
    expect(document.flows).to.deep.equal([chain()])
  })

  it('deletes nothing and leaves no step when nothing is selected', () => {
    const { document, selection } = begin()
    deleteSelected(document, selection)
    expect(document.canUndo).to.equal(false)
  })

  it('takes deleted nodes out of their groups, and the group with its last member', () => {
    const groups = [
      { id: 'g', members: ['a', 'b'] },
      { id: 'h', members: ['b'] }
    ]
    const { document, selection } = begin({ ...chain(), groups })
    selection.set(['b'])
    deleteSelected(document, selection)
    expect(document.flow('f')?.groups).to.deep.equal([{ id: 'g', members: ['a'] }])
  })

  it('draws a wire once and removes it', () => {
    const { document } = begin()
    wire(document, 'f', { node: 'd', port: 1 }, 'a')
    wire(document, 'f', { node: 'd', port: 1 }, 'a')
    expect(document.node('f', 'd')?.wires).to.deep.equal([[], ['a']])
    unwire(document, 'f', new Set(['d:1:a']))
    expect(wires(document)).to.deep.equal(['a:0:b', 'a:0:c', 'b:0:c', 'b:1:a'])
    expect([document.undo(), document.undo(), document.undo()]).to.have.members([
      'Remove a wire',
      'Draw a wire',
      undefined
    ])
  })

  it('nudges by the grid', () => {
    const { document, selection } = begin()
    selection.set(['b'])
    nudge(document, selection, 1, -5)
    expect(document.node('f', 'b')?.at).to.deep.equal([120, -60])
  })

  it('aligns edges by the drawn sizes', () => {
    const { document, selection } = begin()
    selection.set(['a', 'b', 'c'])
    const sizeOf = (id: string) => ({ width: id === 'c' ? 60 : 100, height: id === 'b' ? 56 : 32 })
    align(document, selection, 'right', sizeOf)
    expect(places(document)).to.deep.equal([
      [290, 0],
      [290, 40],
      [330, 90],
      [700, 0]
    ])
    align(document, selection, 'bottom', sizeOf)
    expect(places(document)).to.deep.equal([
      [290, 90],
      [290, 78],
      [330, 90],
      [700, 0]
    ])
  })

  it('spreads evenly between the outermost, on the grid', () => {
    const { document, selection } = begin()
    selectAll(document, selection)
    distribute(document, selection, 'x')
    expect(places(document)).to.deep.equal([
      [0, 0],
      [240, 40],
      [460, 90],
      [700, 0]
    ])
  })

  it('disables what is selected, and enables it when all of it is disabled', () => {
    const { document, selection } = begin()
    selection.set(['a', 'b'])
    toggleEnabled(document, selection)
    expect(document.flow('f')?.nodes.map(({ enabled }) => enabled)).to.deep.equal([false, false, undefined, undefined])
    toggleEnabled(document, selection)
    expect(document.changed).to.equal(false)
  })

  it('selects what is connected, near and far, and nothing else', () => {
    const { document, selection } = begin()
    selection.set(['c'])
    selectConnected(document, selection)
    expect([...selection.nodes]).to.have.members(['a', 'b', 'c'])
  })

  it('groups nodes out of their old groups, and dissolves groups', () => {
    const { document, selection } = begin({ ...chain(), groups: [{ id: 'g', members: ['a', 'b'] }] })
    selection.set(['b', 'c'])
    groupSelected(document, selection)
    expect(document.flow('f')?.groups?.map(({ members }) => members)).to.deep.equal([['a'], ['b', 'c']])
    ungroupSelected(document, selection)
    expect(document.flow('f')?.groups).to.deep.equal([{ id: 'g', members: ['a'] }])
  })
})
