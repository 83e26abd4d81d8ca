import type { Flow, FlowNode } from '@millrace/engine'
import { defineNode, describeDefinition, t } from '@millrace/sdk'
import { expect } from 'chai'
import { createDocument } from '../../document/create-document.ts'
import type { ReviewNames } from './field-changes.ts'
import { diffLines } from './line-diff.ts'
import { fieldsOf, review, takeBack } from './review.ts'

const definition = describeDefinition(
  defineNode({
    type: 'x/out',
    title: 'out',
    description: 'Sends.',
    category: 'network',
    config: t.Object({
      host: t.text({ title: 'Host' }),
      port: t.Number({ title: 'Port', default: 80 }),
      token: t.Optional(t.secret({ title: 'Token' })),
      auth: t.variants(
        'method',
        { none: {}, basic: { user: t.text({ title: 'User' }) } },
        { title: 'Sign in', default: { method: 'none' } }
      )
    }),
    outputs: 1,
    create: () => () => {}
  }),
  'x'
)
const word = new Proxy({}, { get: (_, name) => String(name) }) as ReviewNames['words']
const names: ReviewNames = { node: id => `node ${id}`, integration: id => `integration ${id}`, words: word }

const node = (id: string, change: Partial<FlowNode> = {}): FlowNode => ({
  id,
  type: 'x/out',
  config: { host: 'a' },
  at: [0, 0],
  wires: [[]],
  ...change
})
const flow = (...nodes: FlowNode[]): Flow => ({ format: 1, id: 'f', name: 'f', nodes })
const change = (of: FlowNode, to: Partial<FlowNode>) => {
  const document = createDocument([flow(of, node('n2'))], 1)
  document.edit('change', [{ op: 'node:change', flow: 'f', id: of.id, change: to }])
  const found = review(document)[0]?.nodes[0]
  if (!found) throw new Error('nothing changed')
  return { document, found }
}

describe('what a deploy does to a node', () => {
  it('is a restart only when what runs in it changes', () => {
    expect(change(node('n1'), { config: { host: 'b' } }).found.effect).to.equal('restarts')
    expect(change(node('n1'), { integration: 'i' }).found.effect).to.equal('restarts')
    expect(change(node('n1'), { name: 'new' }).found.effect).to.equal('keeps')
    expect(change(node('n1'), { at: [20, 0] }).found.effect).to.equal('keeps')
    expect(change(node('n1'), { wires: [['n2']] }).found.effect).to.equal('keeps')
  })

  it('is a start or a stop when it is added, removed, turned on or off', () => {
    expect(change(node('n1'), { enabled: false }).found.effect).to.equal('stops')
    expect(change(node('n1', { enabled: false }), { enabled: true }).found.effect).to.equal('starts')
    const document = createDocument([flow(node('n1'))], 1)
    document.edit('both', [
      { op: 'node:add', flow: 'f', node: node('n2') },
      { op: 'node:remove', flow: 'f', id: 'n1' }
    ])
    expect(review(document)[0]?.nodes.map(({ effect }) => effect)).to.have.members(['starts', 'stops'])
  })

  it('is nothing in a flow that is as it runs', () => {
    expect(review(createDocument([flow(node('n1'))], 1))).to.deep.equal([])
  })
})

describe('the fields of a change', () => {
  const told = (before: FlowNode, to: Partial<FlowNode>) =>
    fieldsOf(change(before, to).found, definition, names).map(({ label, before, after }) => [label, before, after])

  it('are named as in the form, and defaults count as they are', () => {
    expect(told(node('n1'), { config: { host: 'b', port: 80 } })).to.deep.equal([['Host', 'a', 'b']])
    expect(told(node('n1'), { config: { host: 'a', port: 81 } })).to.deep.equal([['Port', '80', '81']])
  })
  it('reach into the chosen variant', () => {
    expect(told(node('n1'), { config: { host: 'a', auth: { method: 'basic', user: 'u' } } })).to.deep.equal([
      ['Sign in › Method', 'none', 'basic'],
      ['Sign in › User', '', 'u']
    ])
  })
  it('never show a secret', () => {
    const fields = told(node('n1', { config: { host: 'a', token: { $secret: 'one' } } }), {
      config: { host: 'a', token: 'plain' }
    })
    expect(fields).to.deep.equal([['Token', 'secret', 'secret']])
  })
  it('name nodes and integrations rather than their ids', () => {
    expect(told(node('n1'), { integration: 'i', wires: [['n2']] })).to.deep.equal([
      ['integration', '', 'integration i'],
      ['wires', '', '1 → node n2']
    ])
  })
})

describe('taking a change back', () => {
  it('makes a changed node what runs', () => {
    const { document, found } = change(node('n1'), { config: { host: 'b' }, name: 'new' })
    document.edit('back', takeBack(found, document.flows[0] as Flow))
    expect(document.changes).to.deep.equal([])
  })
  it('takes an added node out, and the wires to it', () => {
    const document = createDocument([flow(node('n1'))], 1)
    document.edit('add', [
      { op: 'node:add', flow: 'f', node: node('n2') },
      { op: 'node:change', flow: 'f', id: 'n1', change: { wires: [['n2']] } }
    ])
    const added = review(document)[0]?.nodes.find(({ change }) => change === 'added')
    if (added) document.edit('back', takeBack(added, document.flows[0] as Flow))
    expect(document.changes).to.deep.equal([])
  })
})

describe('the difference of two texts', () => {
  const told = (before: string, after: string) =>
    diffLines(before, after).map(({ kind, text, number }) => `${kind} ${number} ${text}`)
  it('keeps the lines that both have', () => {
    expect(told('a\nb\nc', 'a\nx\nc')).to.deep.equal(['same 1 a', 'removed 2 b', 'added 2 x', 'same 3 c'])
    expect(told('a', 'a')).to.deep.equal(['same 1 a'])
    expect(told('', 'a')).to.deep.equal(['added 1 a'])
  })
})
