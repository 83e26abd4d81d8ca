import type { StatusLevel } from '@millrace/sdk'
import type { Arrivals } from './delivery/arrivals.ts'
import { Gate } from './delivery/gate.ts'
import type { Deployment } from './deploy/deployment.ts'
import type { StartSources } from './deploy/start-node.ts'
import type { Events } from './events.ts'
import type { NodeStatus, RuntimeEvents } from './runtime-view.ts'

/** Statuses that status nodes have not dealt with yet, above which further ones are not handed to them: a status can cause a status. */
const MAX_HEARD = 1000
const FILLS = { ok: 'green', busy: 'blue', paced: 'yellow', error: 'red', idle: 'grey' } as const

/** What each node shows under itself, and what status nodes hear of it. */
export class Statuses {
  readonly #statuses = new Map<string, NodeStatus>()
  readonly #events: Events<RuntimeEvents>
  readonly #arrivals: Arrivals
  readonly #deployment: Deployment
  readonly #sources: StartSources
  readonly #gate = new Gate(MAX_HEARD)

  constructor(events: Events<RuntimeEvents>, arrivals: Arrivals, deployment: Deployment, sources: StartSources) {
    this.#events = events
    this.#arrivals = arrivals
    this.#deployment = deployment
    this.#sources = sources
  }

  get all(): NodeStatus[] {
    return [...this.#statuses.values()]
  }

  set(address: string, text: string, level: StatusLevel): void {
    const status: NodeStatus = { address, text, level, at: Date.now() }
    const before = this.#statuses.get(address)
    if (text === '') this.#statuses.delete(address)
    else this.#statuses.set(address, status)
    if (before?.text === text && before.level === level) return
    this.#events.emit('status', status)
    this.#tell(status)
  }

  /** Drops what belongs to nodes that are no more. */
  forget(addresses: ReadonlySet<string>): void {
    for (const address of this.#statuses.keys()) if (!addresses.has(address)) this.#statuses.delete(address)
  }

  /** A status node receives Node-RED's `msg.status`. */
  #tell({ address, text, level }: NodeStatus): void {
    const slash = address.indexOf('/')
    const [flow, node] = [address.slice(0, slash), address.slice(slash + 1)]
    const graph = this.#deployment.graph(flow)
    const stations = graph?.statusHearers(node) ?? []
    if (graph === undefined || stations.length === 0 || this.#gate.full) return
    const owner = this.#deployment.unit(address) ?? this.#deployment.trigger(address)
    const status = {
      text,
      fill: FILLS[level],
      shape: level === 'idle' || level === 'busy' ? 'ring' : 'dot',
      source: { id: node, type: owner?.type, name: owner?.name }
    }
    const { retry } = this.#sources.settings
    for (const station of stations)
      void this.#arrivals.arrive(
        {
          flow,
          node: station.id,
          stations: [station],
          ground: graph,
          gate: this.#gate,
          redelivers: true,
          replies: false,
          retry: { ...retry, attempts: 1 }
        },
        { status }
      )
  }
}
