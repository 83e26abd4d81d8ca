import type { FlowNode } from '@millrace/engine'
import { type DefinitionView, defineIntegration, defineNode, defineTrigger, describeDefinition, t } from '@millrace/sdk'
import { expect } from 'chai'
import { createDocument } from '../document/create-document.ts'
import { draftEdit, draftOf, type NodeDraft, nodeProblems, wiresAfter } from './node-draft.ts'

const routes = describeDefinition(
  defineNode({
    type: 'core/route',
    title: 'route',
    description: 'Routes.',
    category: 'function',
    config: t.Object({ rules: t.Array(t.String(), { default: ['first'] }) }),
    outputs: { each: 'rules' },
    create: () => () => {}
  }),
  'core'
)
const broker = defineIntegration({
  type: 'x/broker',
  title: 'broker',
  description: 'A broker.',
  config: t.Object({}),
  connect: async () => ({})
})
const listens = describeDefinition(
  defineTrigger({
    type: 'x/in',
    title: 'in',
    description: 'Listens.',
    category: 'messaging',
    integration: broker,
    config: t.Object({}),
    start: () => {}
  }),
  'x'
)
const node = (change: Partial<FlowNode> = {}): FlowNode => ({
  id: 'n1',
  type: 'core/route',
  config: { rules: ['a', 'b', 'c'] },
  at: [0, 0],
  wires: [['x'], ['y'], ['z']],
  ...change
})
const edited = (of: FlowNode, change: Partial<NodeDraft>, definition: DefinitionView = routes) =>
  draftEdit('f', of, { ...draftOf(of), ...change }, definition)

describe('the draft of a node', () => {
  it('is no edit while nothing was changed', () => {
    expect(edited(node(), {})).to.equal(undefined)
    expect(edited(node({ name: 'one', enabled: false }), {})).to.equal(undefined)
    expect(edited(node(), { name: 'one' })).to.not.equal(undefined)
  })

  it('changes only what differs, and leaves out what stands for nothing', () => {
    expect(edited(node({ name: 'old', enabled: false }), { name: ' ', enabled: true })).to.deep.equal({
      op: 'node:change',
      flow: 'f',
      id: 'n1',
      change: { name: undefined, enabled: undefined }
    })
  })

  it('is one step of the history that undo takes back whole', () => {
    const flow = { format: 1, id: 'f', name: 'f', nodes: [node()] } as const
    const document = createDocument([flow], 1)
    const edit = edited(node(), { name: 'new', config: { rules: ['a'] } })
    if (edit) document.edit('edit', [edit])
    expect(document.node('f', 'n1')).to.deep.include({ name: 'new', wires: [['x']] })
    document.undo()
    expect(document.node('f', 'n1')).to.deep.equal(node())
  })

  it('drops the wires of outputs that are gone, also when the count comes from a default', () => {
    expect(edited(node(), { config: { rules: ['a', 'b'] } })).to.deep.include({
      change: { config: { rules: ['a', 'b'] }, wires: [['x'], ['y']] }
    })
    const shrunk = edited(node(), { config: {} })
    expect(shrunk?.op === 'node:change' && shrunk.change.wires).to.deep.equal([['x']])
  })
})

describe('the wires of rules', () => {
  const { wires } = node()
  it('stay with their rule when it is moved, removed or another comes before', () => {
    expect(wiresAfter(routes, wires, 3, '/rules', { edit: 'move', from: 2, to: 0 })).to.deep.equal([
      ['z'],
      ['x'],
      ['y']
    ])
    expect(wiresAfter(routes, wires, 3, '/rules', { edit: 'remove', index: 0 })).to.deep.equal([['y'], ['z']])
    expect(wiresAfter(routes, [['x']], 3, '/rules', { edit: 'insert', index: 0 })).to.deep.equal([[], ['x'], [], []])
  })
  it('stay as they are when another list is edited', () => {
    expect(wiresAfter(routes, wires, 3, '/topics', { edit: 'remove', index: 0 })).to.equal(wires)
  })
})

describe('problems of a whole node', () => {
  const draft = draftOf(node({ type: 'x/in' }))
  it('are an integration that is not chosen, or gone', () => {
    expect(nodeProblems(listens, draft, () => true)).to.have.property('integration')
    expect(nodeProblems(listens, { ...draft, integration: 'b' }, () => false)).to.have.property('integration')
    expect(nodeProblems(listens, { ...draft, integration: 'b' }, () => true)).to.deep.equal({})
    expect(nodeProblems(routes, draft, () => false)).to.deep.equal({})
  })
  it('A36 are a trigger that nothing starts', () => {
    const silent = { ...draft, integration: 'b', events: [] }
    expect(nodeProblems(listens, silent, () => true)).to.have.property('events')
  })
  it('A36 leave the events out of the file while it is messages alone', () => {
    const of = node({ type: 'x/in', integration: 'b', wires: [['x']] })
    expect(edited(of, { events: ['message'] }, listens)).to.equal(undefined)
    expect(edited(of, { events: ['message', 'connect'] }, listens)).to.deep.include({
      change: { events: ['message', 'connect'] }
    })
  })
})
