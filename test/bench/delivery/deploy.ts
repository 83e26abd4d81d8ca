import type { Flow } from '@millrace/engine'
import type { Measurement } from '../measurement.ts'
import { type Side, startMillrace, startNodeRed } from './sides.ts'

/** The last tab ends with a path that answers for this version alone: when it does, the new nodes run. */
const pathOf = (version: number) => `/version-${version}`

const TABS = 10
const NODES = 500
/** Of ten nodes four are functions. */
const KINDS = [
  'function',
  'change',
  'function',
  'switch',
  'change',
  'function',
  'change',
  'switch',
  'function',
  'change'
] as const

/** What a function's code says; `version` makes it another. */
const code = (tab: number, i: number, version: number) =>
  `msg.at = ${JSON.stringify(`${tab}.${i}.${version}`)}\nreturn msg`

const ourNode = (tab: number, i: number, version: number) => {
  const kind = KINDS[i % KINDS.length] as (typeof KINDS)[number]
  const config = {
    function: { func: code(tab, i, version), outputs: 1 },
    change: {
      rules: [{ action: 'set', target: { type: 'msg', value: 'topic' }, to: { type: 'str', value: `v${version}` } }]
    },
    switch: { rules: [{ test: 'lt', value: { type: 'num', value: String(version + 1) } }] }
  }[kind]
  return {
    id: `n${i}`,
    type: `core/${kind}`,
    config,
    at: [0, 0] as const,
    wires: i + 1 < NODES ? [[`n${i + 1}`]] : [[]]
  }
}
const ourFlows = (version: number): Flow[] =>
  Array.from({ length: TABS }, (_, tab) => ({
    format: 1,
    id: `t${tab}`,
    name: `t${tab}`,
    nodes: [
      ...Array.from({ length: NODES }, (_, i) => ourNode(tab, i, version)),
      ...(tab === TABS - 1 ? ourProbe(version) : [])
    ]
  }))

const ourProbe = (version: number) => [
  { id: 'in', type: 'core/http-in', config: { path: pathOf(version) }, at: [0, 0] as const, wires: [['out']] },
  { id: 'out', type: 'core/http-response', config: {}, at: [0, 0] as const, wires: [] }
]

const theirNode = (tab: number, i: number, version: number) => {
  const kind = KINDS[i % KINDS.length] as (typeof KINDS)[number]
  const config = {
    function: { func: code(tab, i, version), outputs: 1 },
    change: { rules: [{ t: 'set', p: 'topic', pt: 'msg', to: `v${version}`, tot: 'str' }] },
    switch: {
      property: 'payload',
      propertyType: 'msg',
      rules: [{ t: 'lt', v: String(version + 1), vt: 'num' }],
      outputs: 1
    }
  }[kind]
  const wires = i + 1 < NODES ? [[`t${tab}n${i + 1}`]] : [[]]
  return { id: `t${tab}n${i}`, type: kind, z: `t${tab}`, x: 0, y: 0, wires, ...config }
}
const theirFlow = (version: number) =>
  Array.from({ length: TABS }, (_, tab) => [
    { id: `t${tab}`, type: 'tab', label: `t${tab}` },
    ...Array.from({ length: NODES }, (_, i) => theirNode(tab, i, version)),
    ...(tab === TABS - 1 ? theirProbe(version) : [])
  ]).flat()

const theirProbe = (version: number) => [
  {
    id: 'probe',
    type: 'http in',
    z: `t${TABS - 1}`,
    x: 0,
    y: 0,
    url: pathOf(version),
    method: 'get',
    wires: [['answer']]
  },
  { id: 'answer', type: 'http response', z: `t${TABS - 1}`, x: 0, y: 0, wires: [] }
]

const ours = (side: Side, flows: readonly Flow[], version: number): Promise<number> =>
  timed(side, version, '/api/v1/flows', {
    method: 'PUT',
    body: JSON.stringify(flows),
    headers: { 'content-type': 'application/json' }
  })

const theirs = (side: Side, flow: readonly object[], version: number, type = 'full'): Promise<number> =>
  timed(side, version, '/flows', {
    method: 'POST',
    body: JSON.stringify(flow),
    headers: { 'content-type': 'application/json', 'node-red-deployment-type': type }
  })

/** Milliseconds until the new nodes run; Node-RED answers the deploy itself before they do. */
const timed = async (side: Side, version: number, path: string, request: RequestInit): Promise<number> => {
  const began = performance.now()
  const answer = await fetch(new URL(path, side.url), request)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 500)}`)
  while (!(await fetch(new URL(pathOf(version), side.url))).ok) await new Promise(resolve => setTimeout(resolve, 2))
  return performance.now() - began
}

/** Replaces the path that tells that a version runs, and changes one function of another tab. */
const changedTheirs = (flow: readonly object[], version: number): readonly object[] =>
  flow.map((node, i) => {
    if (i === 1) return theirNode(0, 0, version)
    return 'id' in node && node.id === 'probe' ? { ...node, url: pathOf(version) } : node
  })

const changedOurs = (flows: readonly Flow[], version: number): Flow[] =>
  flows.map((flow, tab) => ({
    ...flow,
    nodes: flow.nodes.map((node, i) => {
      if (tab === 0 && i === 0) return { ...node, ...ourNode(0, 0, version) }
      return node.id === 'in' ? { ...node, config: { path: pathOf(version) } } : node
    })
  }))

const withSide = async (side: Side, measure: (side: Side) => Promise<number>): Promise<number> => {
  try {
    return await measure(side)
  } finally {
    await side.stop()
  }
}
const millrace = (measure: (side: Side) => Promise<number>) => async () =>
  withSide(await startMillrace({ flows: [], integrations: [] }), measure)
const nodeRed = (measure: (side: Side) => Promise<number>) => async () => withSide(await startNodeRed([]), measure)

export const deployMeasurements: readonly Measurement[] = [
  {
    name: 'deploy 5,000 nodes',
    unit: 'ms',
    less: true,
    millrace: millrace(side => ours(side, ourFlows(1), 1)),
    peer: nodeRed(side => theirs(side, theirFlow(1), 1))
  },
  {
    name: 'one changed node of 5,000',
    unit: 'ms',
    less: true,
    millrace: millrace(async side => {
      await ours(side, ourFlows(1), 1)
      return ours(side, changedOurs(ourFlows(1), 2), 2)
    }),
    peer: nodeRed(async side => {
      await theirs(side, theirFlow(1), 1)
      return theirs(side, changedTheirs(theirFlow(1), 2), 2, 'nodes')
    })
  },
  {
    name: 'memory after five deploys',
    unit: 'MiB',
    less: true,
    millrace: millrace(async side => {
      for (let version = 1; version <= 5; version++) await ours(side, ourFlows(version), version)
      return side.memory()
    }),
    peer: nodeRed(async side => {
      for (let version = 1; version <= 5; version++) await theirs(side, theirFlow(version), version)
      return side.memory()
    })
  }
]
