import type { BenchCase } from '../bench-case.ts'
import { flow, node, nodeRedNode, ourSet, set, tab } from '../flows.ts'

const chain = Array.from({ length: 10 }, (_, i) => `c${i}`)
const next = (i: number) => [[chain[i + 1] ?? 'sink']]

/** About 1 KB as JSON: what a gateway sends in one go. */
const reading = {
  device: 'boiler-7',
  readings: Array.from({ length: 20 }, (_, i) => ({ at: 1_700_000_000_000 + i, celsius: 20 + i / 8, ok: true })),
  tags: ['plant', 'floor-2', 'boiler']
}

const sinks = Array.from({ length: 10 }, (_, i) => `s${i}`)

export const engineCases: readonly BenchCase[] = [
  {
    name: 'source -> sink',
    unit: 'msg/s',
    sinks: 1,
    payload: 21,
    millrace: { flow: flow(node('in', 'bench/source', [['sink']]), node('sink', 'bench/sink', [])) },
    nodeRed: { flow: [tab, nodeRedNode('in', 'bench-source', [['sink']]), nodeRedNode('sink', 'bench-sink', [])] }
  },
  {
    name: 'change -> switch -> sink',
    unit: 'msg/s',
    sinks: 1,
    payload: 21,
    millrace: {
      flow: flow(
        node('in', 'bench/source', [['change']]),
        node('change', 'core/change', [['switch']], ourSet('unit', 'C')),
        node('switch', 'core/switch', [['sink'], []], {
          rules: [
            { test: 'lt', value: { type: 'num', value: '80' } },
            { test: 'gte', value: { type: 'num', value: '80' } }
          ]
        }),
        node('sink', 'bench/sink', [])
      )
    },
    nodeRed: {
      flow: [
        tab,
        nodeRedNode('in', 'bench-source', [['change']]),
        nodeRedNode('change', 'change', [['switch']], set('unit', 'C')),
        nodeRedNode('switch', 'switch', [['sink'], []], {
          property: 'payload',
          propertyType: 'msg',
          rules: [
            { t: 'lt', v: '80', vt: 'num' },
            { t: 'gte', v: '80', vt: 'num' }
          ],
          checkall: 'true',
          repair: false,
          outputs: 2
        }),
        nodeRedNode('sink', 'bench-sink', [])
      ]
    }
  },
  {
    name: '10 changes',
    unit: 'msg/s',
    sinks: 1,
    payload: 21,
    millrace: {
      flow: flow(
        node('in', 'bench/source', [['c0']]),
        ...chain.map((id, i) => node(id, 'core/change', next(i), ourSet(`p${i}`, 'x'))),
        node('sink', 'bench/sink', [])
      )
    },
    nodeRed: {
      flow: [
        tab,
        nodeRedNode('in', 'bench-source', [['c0']]),
        ...chain.map((id, i) => nodeRedNode(id, 'change', next(i), set(`p${i}`, 'x'))),
        nodeRedNode('sink', 'bench-sink', [])
      ]
    }
  },
  {
    name: 'fan-out of 1 KB to 10 sinks',
    unit: 'msg/s',
    sinks: 10,
    payload: reading,
    millrace: { flow: flow(node('in', 'bench/source', [sinks]), ...sinks.map(id => node(id, 'bench/sink', []))) },
    nodeRed: {
      flow: [tab, nodeRedNode('in', 'bench-source', [sinks]), ...sinks.map(id => nodeRedNode(id, 'bench-sink', []))]
    }
  }
]
