import type { Flow } from '@millrace/engine'
import { expect } from 'chai'
import fc from 'fast-check'
import { flowText } from './flow-text.ts'

const boiler: Flow = {
  format: 1,
  id: 'f3a9',
  name: 'Boiler alarms',
  nodes: [
    {
      id: 'n1',
      type: 'mqtt/in',
      version: 1,
      integration: 'broker',
      config: { topics: ['plant/+/temp'], payload: 'json' },
      at: [100, 80],
      wires: [['n2']]
    }
  ]
}

const second = { id: 'n2', type: 'debug', at: [300, 80] as const, wires: [] }

const changedLines = (before: string, after: string): number => {
  const old = before.split('\n')
  return after.split('\n').filter((line, i) => line !== old[i]).length
}

describe('text of a flow file', () => {
  it('has the style that the design shows', () => {
    expect(flowText(boiler)).to.equal(`{ "format": 1, "id": "f3a9", "name": "Boiler alarms",
  "nodes": [
    { "id": "n1", "type": "mqtt/in", "version": 1, "integration": "broker",
      "config": { "topics": ["plant/+/temp"], "payload": "json" },
      "at": [100, 80], "wires": [["n2"]] } ] }
`)
  })

  it('is the same whatever order the keys came in', () => {
    const { nodes, name, ...rest } = boiler
    const shuffled = { nodes: nodes.map(node => Object.fromEntries(Object.entries(node).reverse())), ...rest, name }
    expect(flowText(shuffled as unknown as Flow)).to.equal(flowText(boiler))
  })

  it('changes one line when a node is moved, and none of the others when one is renamed', () => {
    const two = { ...boiler, nodes: [...boiler.nodes, second] }
    const moved = { ...boiler, nodes: [{ ...boiler.nodes[0], at: [120, 80] }, second] } as Flow
    const renamed = { ...boiler, nodes: [{ ...boiler.nodes[0], name: 'In' }, second] } as Flow
    expect(changedLines(flowText(two), flowText(moved))).to.equal(1)
    expect(changedLines(flowText(two), flowText(renamed))).to.equal(1)
    expect(changedLines(flowText(two), flowText(two))).to.equal(0)
  })

  it('breaks a config that is too long for a line', () => {
    const config = { func: 'a'.repeat(80), other: 'b'.repeat(60) }
    const text = flowText({ ...boiler, nodes: [{ ...second, config }] })
    expect(text).to.contain(`      "config": {\n        "func": "${config.func}",\n`)
  })

  it('keeps whatever a flow holds, also what it does not know', () => {
    const id = fc.string({ minLength: 1 })
    const node = fc.record(
      {
        id,
        type: id,
        name: fc.string(),
        enabled: fc.boolean(),
        config: fc.dictionary(fc.string(), fc.jsonValue()),
        at: fc.tuple(fc.integer(), fc.integer()),
        wires: fc.array(fc.array(id)),
        foreign: fc.dictionary(id, fc.jsonValue()),
        later: fc.jsonValue()
      },
      { requiredKeys: ['id', 'type', 'at', 'wires'] }
    )
    const flow = fc.record(
      {
        format: fc.constant(1 as const),
        id,
        name: fc.string(),
        description: fc.string(),
        env: fc.dictionary(id, fc.jsonValue()),
        nodes: fc.array(node),
        groups: fc.array(fc.record({ id, members: fc.array(id) })),
        later: fc.jsonValue()
      },
      { requiredKeys: ['format', 'id', 'name', 'nodes'] }
    )
    fc.assert(
      fc.property(flow, some => {
        const plain = JSON.parse(JSON.stringify(some))
        expect(JSON.parse(flowText(plain))).to.deep.equal(plain)
      }),
      { numRuns: 300 }
    )
  })
})
