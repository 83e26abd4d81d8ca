import type { Flow, FlowNode } from '@millrace/engine'
import { expect } from 'chai'
import { createDocument } from '../../document/create-document.ts'
import { countChanges } from './changes.ts'

const node = (id: string): FlowNode => ({ id, type: 'core/debug', config: {}, at: [0, 0], wires: [] })
const flow = (id: string, ...nodes: FlowNode[]): Flow => ({ format: 1, id, name: id, nodes })

describe('the count of changes', () => {
  const opened = () => createDocument([flow('a', node('1'), node('2')), flow('b')], 1)

  it('is nothing while the flows are as they run', () => {
    const { count, flows, restarts } = countChanges(opened())
    expect([count, flows.size, restarts]).to.deep.equal([0, 0, 0])
  })

  it('counts nodes, and tells which of them restart', () => {
    const document = opened()
    document.edit('move and change', [
      { op: 'node:change', flow: 'a', id: '1', change: { at: [20, 0] } },
      { op: 'node:change', flow: 'a', id: '2', change: { config: { active: false } } }
    ])
    const { count, flows, restarts } = countChanges(document)
    expect(count).to.equal(2)
    expect([...flows]).to.deep.equal(['a'])
    expect(restarts).to.equal(1)
  })

  it('counts what changed about a flow itself, and a flow that is gone', () => {
    const document = opened()
    document.edit('rename', [
      { op: 'flow:change', id: 'a', change: { name: 'other' } },
      { op: 'flow:remove', id: 'b' }
    ])
    const { count, flows } = countChanges(document)
    expect(count).to.equal(2)
    expect([...flows]).to.have.members(['a', 'b'])
  })

  it('is one when only the order of the flows changed', () => {
    const document = opened()
    document.edit('reorder', [{ op: 'flow:move', id: 'b', index: 0 }])
    expect(countChanges(document).count).to.equal(1)
  })
})
