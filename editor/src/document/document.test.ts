import type { Flow, FlowNode } from '@millrace/engine'
import { FlowError } from '@millrace/sdk'
import { expect } from 'chai'
import fc from 'fast-check'
import { createDocument, type FlowDocument, type Operation } from './document.ts'
import { flowOf, nodeOf } from './testing.ts'

const start = (): readonly Flow[] => [
  flowOf('f', [nodeOf('a', { wires: [['b']] }), nodeOf('b'), nodeOf('c')]),
  flowOf('g', [nodeOf('a')])
]
const move = (id: string, x: number): Operation => ({ op: 'node:change', flow: 'f', id, change: { at: [x, 0] } })

const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const flows = fc.constantFrom('f', 'g', 'h')
const index = fc.nat(6)
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ op: fc.constant('node:add' as const), flow: flows, node: ids.map(id => nodeOf(id)), index }),
  fc.record({ op: fc.constant('node:remove' as const), flow: flows, id: ids }),
  fc.record({
    op: fc.constant('node:change' as const),
    flow: flows,
    id: ids,
    change: fc.record({ name: fc.option(fc.string(), { nil: undefined }), at: fc.tuple(fc.nat(), fc.nat()) })
  }),
  fc.record({ op: fc.constant('flow:add' as const), flow: flows.map(id => flowOf(id, [])), index }),
  fc.record({ op: fc.constant('flow:remove' as const), id: flows }),
  fc.record({ op: fc.constant('flow:move' as const), id: flows, index }),
  fc.record({
    op: fc.constant('flow:change' as const),
    id: flows,
    change: fc.record({ name: fc.string(), enabled: fc.option(fc.boolean(), { nil: undefined }) })
  })
)

/** Random edits name unknown things too; those are refused and leave no step. */
const attempt = (document: FlowDocument, operations: readonly Operation[]): number => {
  try {
    document.edit('Edit', operations)
    return 1
  } catch (error) {
    expect(error).to.be.instanceOf(FlowError)
    return 0
  }
}

describe('document', () => {
  it('returns to the start when everything is undone, and to the end when it is redone', () => {
    const edits = fc.array(fc.array(operation, { minLength: 1, maxLength: 5 }), { maxLength: 20 })
    fc.assert(
      fc.property(edits, all => {
        const document = createDocument(start(), 1)
        const steps = all.reduce((count, operations) => count + attempt(document, operations), 0)
        const end = document.flows
        for (let i = 0; i < steps; i++) expect(document.undo()).to.equal('Edit')
        expect(document.flows).to.deep.equal(start())
        expect(document.canUndo).to.equal(false)
        expect(document.changed).to.equal(false)
        while (document.redo()) expect(document.canUndo).to.equal(true)
        expect(document.flows).to.deep.equal(end)
      })
    )
  })

  it('applies nothing of an edit that names something unknown', () => {
    const document = createDocument(start(), 1)
    expect(() => document.edit('Move', [move('a', 20), move('nobody', 20)])).to.throw(FlowError, 'nobody')
    expect(document.flows).to.deep.equal(start())
    expect(document.canUndo).to.equal(false)
    document.edit('Move', [move('a', 20)])
    expect(document.node('f', 'a')?.at).to.deep.equal([20, 0])
  })

  it('removes a property that an edit sets to undefined', () => {
    const document = createDocument([flowOf('f', [nodeOf('a', { name: 'Old' })])], 1)
    document.edit('Rename', [{ op: 'node:change', flow: 'f', id: 'a', change: { name: undefined } }])
    expect(document.node('f', 'a')).to.deep.equal(nodeOf('a'))
    document.undo()
    expect(document.node('f', 'a')?.name).to.equal('Old')
  })

  it('forgets what could be redone after a new edit', () => {
    const document = createDocument(start(), 1)
    document.edit('One', [move('a', 20)])
    document.undo()
    expect(document.canRedo).to.equal(true)
    document.edit('Two', [move('b', 20)])
    expect(document.canRedo).to.equal(false)
  })

  it('tells what a deploy would do to each node', () => {
    const document = createDocument(start(), 1)
    document.edit('All', [
      move('a', 20),
      { op: 'node:change', flow: 'f', id: 'b', change: { name: 'New', at: [20, 20] } },
      { op: 'node:remove', flow: 'f', id: 'c' },
      { op: 'node:add', flow: 'g', node: nodeOf('d') }
    ])
    expect(document.changes).to.have.deep.members([
      { flow: 'f', node: 'a', change: 'moved' },
      { flow: 'f', node: 'b', change: 'changed' },
      { flow: 'f', node: 'c', change: 'removed' },
      { flow: 'g', node: 'd', change: 'added' }
    ])
  })

  it('is changed also by what belongs to no node', () => {
    const document = createDocument(start(), 1)
    document.edit('Reorder', [{ op: 'flow:move', id: 'g', index: 0 }])
    expect(document.changes).to.deep.equal([])
    expect(document.changed).to.equal(true)
  })

  it('tells of every change, until unsubscribed', () => {
    const document = createDocument(start(), 1)
    let heard = 0
    const stop = document.subscribe(() => heard++)
    document.edit('One', [move('a', 20)])
    document.undo()
    document.redo()
    document.rebase(start(), 2)
    stop()
    document.undo()
    expect(heard).to.equal(4)
  })
})

describe('rebase of a document', () => {
  const theirs = (change: (node: FlowNode) => FlowNode): readonly Flow[] =>
    start().map(flow => ({ ...flow, nodes: flow.nodes.map(change) }))

  it('keeps every edit on top of what others deployed elsewhere', () => {
    const names = fc.dictionary(fc.constantFrom('a', 'c'), fc.string({ minLength: 1 }))
    fc.assert(
      fc.property(names, fc.nat(), (renamed, x) => {
        const document = createDocument(start(), 1)
        const operations = Object.entries(renamed).map(([id, name]): Operation => {
          return { op: 'node:change', flow: 'f', id, change: { name } }
        })
        document.edit('Rename', operations)
        document.rebase(
          theirs(node => (node.id === 'b' ? { ...node, at: [x, 7] } : node)),
          2
        )
        expect(document.revision).to.equal(2)
        expect(document.node('f', 'b')?.at).to.deep.equal([x, 7])
        for (const [id, name] of Object.entries(renamed)) expect(document.node('f', id)?.name).to.equal(name)
        const changed = Object.keys(renamed).map(node => ({ flow: 'f', node, change: 'changed' }))
        expect(document.changes).to.have.deep.members(changed)
      })
    )
  })

  it('takes both edits of one node where they touch different properties', () => {
    const document = createDocument(start(), 1)
    document.edit('Rename', [{ op: 'node:change', flow: 'f', id: 'a', change: { name: 'Mine' } }])
    document.rebase(
      theirs(node => ({ ...node, at: [9, 9] })),
      2
    )
    expect(document.node('f', 'a')).to.include({ name: 'Mine' }).and.to.have.deep.property('at', [9, 9])
  })

  it('drops what others removed, but not where it was edited here', () => {
    const document = createDocument(start(), 1)
    document.edit('Move', [move('a', 20)])
    const without = start().map(flow => ({ ...flow, nodes: flow.nodes.filter(({ id }) => id === 'b') }))
    document.rebase(without, 2)
    expect(document.flow('f')?.nodes.map(({ id }) => id)).to.deep.equal(['a', 'b'])
    expect(document.flow('g')?.nodes).to.deep.equal([])
  })

  it('has nothing left to deploy after an own deploy, and what came after it stays', () => {
    const document = createDocument(start(), 1)
    document.edit('Add', [{ op: 'node:add', flow: 'f', node: nodeOf('d') }])
    const sent = document.flows
    document.edit('Remove', [{ op: 'node:remove', flow: 'f', id: 'd' }])
    document.rebase(JSON.parse(JSON.stringify(sent)), 2, sent)
    expect(document.changes).to.deep.equal([{ flow: 'f', node: 'd', change: 'removed' }])
    document.undo()
    expect(document.changes).to.deep.equal([])
    expect(document.changed).to.equal(false)
  })

  it('takes what the server made of what was sent, such as sealed secrets', () => {
    const document = createDocument(start(), 1)
    const config = (secret: unknown): Operation => {
      return { op: 'node:change', flow: 'f', id: 'a', change: { config: { secret } } }
    }
    document.edit('Configure', [config('plain')])
    const sent = document.flows
    const sealed = createDocument(start(), 1)
    sealed.edit('Seal', [config({ $secret: 's1' })])
    document.rebase(sealed.flows, 2, sent)
    expect(document.changed).to.equal(false)
    expect(document.node('f', 'a')?.config).to.deep.equal({ secret: { $secret: 's1' } })
  })

  it('drops a step that can no longer be undone, and undoes the one before', () => {
    const document = createDocument(start(), 1)
    document.edit('First', [move('a', 20)])
    document.edit('Second', [move('b', 20)])
    const sent = document.flows
    const withoutB = sent.map(flow => ({ ...flow, nodes: flow.nodes.filter(({ id }) => id !== 'b') }))
    document.rebase(withoutB, 2, sent)
    expect(document.undo()).to.equal('First')
    expect(document.canUndo).to.equal(false)
  })
})
