import type { BenchCase } from '../bench-case.ts'
import { flow, node, nodeRedNode, ourSet, set, tab } from '../flows.ts'

const CODE = 'msg.payload = msg.payload + 1\nreturn msg'

/** Function nodes one after the other, with what is put between them and the sink. */
const chain = (count: number, config: object = {}) => {
  const ids = Array.from({ length: count }, (_, i) => `f${i}`)
  const wires = (i: number) => [[ids[i + 1] ?? 'sink']]
  const ours = ids.map((id, i) => node(id, 'core/function', wires(i), { func: CODE, outputs: 1, ...config }))
  const theirs = ids.map((id, i) => nodeRedNode(id, 'function', wires(i), { func: CODE, outputs: 1, ...config }))
  return {
    ours: flow(node('in', 'bench/source', [['f0']]), ...ours, node('sink', 'bench/sink', [])),
    theirs: [tab, nodeRedNode('in', 'bench-source', [['f0']]), ...theirs, nodeRedNode('sink', 'bench-sink', [])]
  }
}

const functions = (
  name: string,
  count: number,
  sandbox: 'process' | 'inline',
  { unit = 'msg/s', config = {}, payload = 21 }: { unit?: BenchCase['unit']; config?: object; payload?: unknown } = {}
): BenchCase => {
  const { ours, theirs } = chain(count, config)
  return { name, unit, sinks: 1, payload, millrace: { flow: ours, sandbox }, nodeRed: { flow: theirs } }
}

/** A payload of so many bytes as JSON, which the code hands on. */
const sized = (bytes: number) => ({ n: 1, text: 'x'.repeat(bytes - 20) })
const passing = { func: 'msg.topic = "seen"\nreturn msg' }

const mixed: BenchCase = {
  name: 'function -> change -> switch -> template, process',
  unit: 'msg/s',
  sinks: 1,
  payload: 21,
  millrace: {
    sandbox: 'process',
    flow: flow(
      node('in', 'bench/source', [['f']]),
      node('f', 'core/function', [['change']], { func: CODE, outputs: 1 }),
      node('change', 'core/change', [['switch']], ourSet('unit', 'C')),
      node('switch', 'core/switch', [['template'], []], {
        rules: [
          { test: 'lt', value: { type: 'num', value: '80' } },
          { test: 'gte', value: { type: 'num', value: '80' } }
        ]
      }),
      node('template', 'core/template', [['sink']], { template: '{{payload}} {{unit}} at {{topic}}' }),
      node('sink', 'bench/sink', [])
    )
  },
  nodeRed: {
    flow: [
      tab,
      nodeRedNode('in', 'bench-source', [['f']]),
      nodeRedNode('f', 'function', [['change']], { func: CODE, outputs: 1 }),
      nodeRedNode('change', 'change', [['switch']], set('unit', 'C')),
      nodeRedNode('switch', 'switch', [['template'], []], {
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
      nodeRedNode('template', 'template', [['sink']], {
        field: 'payload',
        fieldType: 'msg',
        format: 'handlebars',
        syntax: 'mustache',
        output: 'str',
        template: '{{payload}} {{unit}} at {{topic}}'
      }),
      nodeRedNode('sink', 'bench-sink', [])
    ]
  }
}

export const sandboxCases: readonly BenchCase[] = [
  functions('function, process', 1, 'process'),
  functions('function, inline', 1, 'inline'),
  functions('10 functions, process', 10, 'process'),
  functions('10 functions, inline', 10, 'inline'),
  mixed,
  functions('function with a timeout, process', 1, 'process', { config: { timeout: 2 } }),
  functions('main-thread CPU per function message, process', 1, 'process', { unit: 'µs of CPU/msg' }),
  functions('function on 1 KB, process', 1, 'process', { payload: sized(1024), config: passing }),
  functions('function on 16 KB, process', 1, 'process', { payload: sized(16_384), config: passing })
]
