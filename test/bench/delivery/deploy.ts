import type { Flow } from '@millrace/engine'
import type { Measurement } from '../measurement.ts'
import { type Side, startMillrace, startNodeRed } from './sides.ts'

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
    nodes: Array.from({ length: NODES }, (_, i) => ourNode(tab, i, version))
  }))

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
    ...Array.from({ length: NODES }, (_, i) => theirNode(tab, i, version))
  ]).flat()

const ours = (side: Side, flows: readonly Flow[]): Promise<number> =>
  timed(new URL('/api/v1/flows', side.url).href, {
    method: 'PUT',
    body: JSON.stringify(flows),
    headers: { 'content-type': 'application/json' }
  })

const theirs = async (side: Side, flow: readonly object[], type = 'full'): Promise<number> =>
  timed(new URL('/flows', side.url).href, {
    method: 'POST',
    body: JSON.stringify(flow),
    headers: { 'content-type': 'application/json', 'node-red-deployment-type': type }
  })

/** Milliseconds until the deploy is answered, which both do when the new nodes run. */
const timed = async (url: string, request: RequestInit): Promise<number> => {
  const began = performance.now()
  const answer = await fetch(url, request)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text.slice(0, 500)}`)
  return performance.now() - began
}

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
    millrace: millrace(side => ours(side, ourFlows(1))),
    nodeRed: nodeRed(side => theirs(side, theirFlow(1)))
  },
  {
    name: 'one changed node of 5,000',
    unit: 'ms',
    less: true,
    millrace: millrace(async side => {
      const flows = ourFlows(1)
      await ours(side, flows)
      const [first, ...rest] = flows as [Flow, ...Flow[]]
      const nodes = first.nodes.map((node, i) => (i === 0 ? { ...node, ...ourNode(0, 0, 2) } : node))
      return ours(side, [{ ...first, nodes }, ...rest])
    }),
    nodeRed: nodeRed(async side => {
      const flow = theirFlow(1)
      await theirs(side, flow)
      return theirs(
        side,
        flow.map((node, i) => (i === 1 ? theirNode(0, 0, 2) : node)),
        'nodes'
      )
    })
  },
  {
    name: 'memory after five deploys',
    unit: 'MiB',
    less: true,
    millrace: millrace(async side => {
      for (let version = 1; version <= 5; version++) await ours(side, ourFlows(version))
      return side.memory()
    }),
    nodeRed: nodeRed(async side => {
      for (let version = 1; version <= 5; version++) await theirs(side, theirFlow(version))
      return side.memory()
    })
  }
]
