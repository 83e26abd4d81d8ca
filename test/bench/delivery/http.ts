import type { Flow } from '@millrace/engine'
import type { Measurement } from '../measurement.ts'
import { fromBench } from '../node-red/install.ts'
import { type Side, startMillrace, startNodeRed } from './sides.ts'

const CODE = 'msg.payload = { seen: msg.payload.n + 1 }\nreturn msg'

const ourFlow: Flow = {
  format: 1,
  id: 'f',
  name: 'f',
  nodes: [
    { id: 'in', type: 'core/http-in', config: { method: 'post', path: '/bench' }, at: [0, 0], wires: [['fn']] },
    { id: 'fn', type: 'core/function', config: { func: CODE, outputs: 1 }, at: [0, 0], wires: [['out']] },
    { id: 'out', type: 'core/http-response', config: {}, at: [0, 0], wires: [] }
  ]
}
const theirFlow = [
  { id: 'f', type: 'tab', label: 'f' },
  { id: 'in', type: 'http in', z: 'f', x: 0, y: 0, url: '/bench', method: 'post', wires: [['fn']] },
  { id: 'fn', type: 'function', z: 'f', x: 0, y: 0, func: CODE, outputs: 1, wires: [['out']] },
  { id: 'out', type: 'http response', z: 'f', x: 0, y: 0, wires: [] }
]

interface Shot {
  readonly requests: { readonly average: number }
  readonly non2xx: number
  readonly errors: number
}

const shoot = async (side: Side, seconds: number): Promise<number> => {
  const autocannon = fromBench('autocannon') as (options: object) => Promise<Shot>
  const options = {
    url: new URL('/bench', side.url).href,
    connections: 50,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"n":1}'
  }
  try {
    await autocannon({ ...options, duration: 1 })
    const { requests, non2xx, errors } = await autocannon({ ...options, duration: Math.max(2, seconds) })
    if (non2xx + errors > 0) throw new Error(`${non2xx} answers and ${errors} errors were no success`)
    return requests.average
  } finally {
    await side.stop()
  }
}

export const httpMeasurement: Measurement = {
  name: 'http in -> function -> response, 50 connections',
  unit: 'req/s',
  millrace: async seconds => shoot(await startMillrace({ flows: [ourFlow], integrations: [] }), seconds),
  peer: async seconds => shoot(await startNodeRed(theirFlow), seconds)
}
