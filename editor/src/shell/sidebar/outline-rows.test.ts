import type { Flow, FlowNode } from '@millrace/engine'
import { expect } from 'chai'
import { outlineOf } from './outline-rows.ts'

const node = (id: string, y: number, ...wires: string[][]): FlowNode => ({ id, type: 'core/x', at: [0, y], wires })
const flow = (...nodes: FlowNode[]): Flow => ({ format: 1, id: 'f', name: 'f', nodes })
const lines = (of: Flow, ...closed: string[]) =>
  outlineOf(of, new Set(closed)).map(
    ({ node: { id }, depth, repeated }) => `${'-'.repeat(depth)}${id}${repeated ? ' again' : ''}`
  )

describe('the outline of a flow', () => {
  it('begins with what no wire leads to, from top to bottom, and lists what follows below it', () => {
    const of = flow(node('late', 50, ['end']), node('early', 0, ['step']), node('step', 0, ['end']), node('end', 0))
    expect(lines(of)).to.deep.equal(['early', '-step', '--end', 'late', '-end again'])
  })

  it('hides what is below a closed row', () => {
    const of = flow(node('a', 0, ['b']), node('b', 0, ['c']), node('c', 0))
    expect(lines(of, 'b')).to.deep.equal(['a', '-b'])
  })

  it('ends where a wire leads back, and lists a ring without a beginning', () => {
    const of = flow(node('a', 0, ['b']), node('b', 0, ['a']))
    expect(lines(of)).to.deep.equal(['a', '-b', '--a again'])
  })

  it('lists every node once in full, however long the chain', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => node(`n${i}`, 0, i < 19_999 ? [`n${i + 1}`] : []))
    expect(outlineOf(flow(...chain), new Set())).to.have.length(20_000)
  })
})
