import type { Flow } from '@millrace/engine'
import { expect } from 'chai'
import { beside, readFlows, writeFlows } from './flow-file.ts'

const flow = (id: string, name: string): Flow => ({
  format: 1,
  id,
  name,
  nodes: [{ id: 'n', type: 'core/debug', config: {}, at: [0, 0], wires: [] }]
})

describe('what people bring', () => {
  it('is read as it was written', () => {
    const flows = [flow('a', 'A'), { ...flow('b', 'B'), nodes: [] }]
    expect(readFlows(writeFlows(flows))).to.deep.equal({ kind: 'flows', flows })
  })

  it('may be one flow file, or a piece of a flow', () => {
    expect(readFlows(JSON.stringify(flow('a', 'A'))).kind).to.equal('flows')
    expect(readFlows(JSON.stringify({ format: 1, nodes: flow('a', 'A').nodes }))).to.deep.equal({
      kind: 'nodes',
      nodes: 1
    })
  })

  it('is named when it is of Node-RED, not JSON, or no flow', () => {
    expect(readFlows('[{"id":"1","type":"tab","label":"x"},{"id":"2","type":"inject","z":"1"}]').kind).to.equal(
      'node-red'
    )
    expect(readFlows('hello')).to.deep.equal({ kind: 'nothing', reason: 'not-json' })
    expect(readFlows('{"a":1}')).to.deep.equal({ kind: 'nothing', reason: 'no-flow' })
    expect(readFlows('{"format":1,"id":"a","name":"A","nodes":[{"id":1}]}').kind).to.equal('nothing')
  })

  it('stands beside what is there under another id and name', () => {
    const [added] = beside([flow('a', 'A')], [flow('a', 'A')])
    expect(added?.id).not.to.equal('a')
    expect(added?.name).to.equal('A 2')
    expect(beside([flow('b', 'B')], [flow('a', 'A')])).to.deep.equal([flow('b', 'B')])
  })
})
