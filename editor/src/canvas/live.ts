import type { IntegrationState, NodeCounts, NodeStatus } from '@millrace/engine'
import type { Change, FlowDocument } from '../document/document.ts'
import type { Selection } from '../document/selection.ts'
import { type NodeState, shownStatus } from './node-state.ts'
import type { DrawnNode, DrawnWire } from './scene.ts'
import { createTraffic } from './traffic.ts'

export type WireState = 'rest' | 'live' | 'backed' | 'failing'

/** What is known about the running flow, asked node by node and wire by wire. */
export interface Live {
  setStatuses(statuses: ReadonlyMap<string, NodeStatus>): void
  setCounts(counts: ReadonlyMap<string, NodeCounts>): void
  setProblems(problems: ReadonlyMap<string, readonly string[]>): void
  setConnections(connections: ReadonlyMap<string, IntegrationState>): void
  stateOf(node: DrawnNode): NodeState
  isFailing(node: DrawnNode): boolean
  wireState(wire: DrawnWire): WireState
  rate(wire: DrawnWire): number
  history(wire: DrawnWire): readonly number[]
  destroy(): void
}

/** Counts come once a second while anything changes; after this many milliseconds without, nothing flows. */
const quiet = 2500
const noProblems: readonly string[] = []

export const createLive = (document: FlowDocument, selection: Selection, changed: () => void): Live => {
  let statuses: ReadonlyMap<string, NodeStatus> = new Map()
  let problems: ReadonlyMap<string, readonly string[]> = new Map()
  let connections: ReadonlyMap<string, IntegrationState> = new Map()
  const traffic = createTraffic()
  let resting: ReturnType<typeof setTimeout> | undefined
  let changesSource: unknown
  let changes = new Map<string, Change>()

  const address = (node: string): string => `${selection.flow}/${node}`
  const changeOf = (node: string): Change | undefined => {
    if (changesSource !== document.changes) {
      changesSource = document.changes
      changes = new Map(document.changes.map(one => [`${one.flow}/${one.node}`, one.change]))
    }
    return changes.get(address(node))
  }
  const isFailing = ({ id }: DrawnNode): boolean => statuses.get(address(id))?.level === 'error' || problems.has(id)

  return {
    setStatuses: next => {
      statuses = next
      changed()
    },
    setProblems: next => {
      problems = next
      changed()
    },
    setConnections: next => {
      connections = next
      changed()
    },
    setCounts: next => {
      traffic.take(next, performance.now())
      clearTimeout(resting)
      resting = setTimeout(() => {
        traffic.rest()
        changed()
      }, quiet)
      changed()
    },
    isFailing,
    stateOf: ({ id, source, look }) => {
      const at = address(id)
      const integration = source.integration === undefined ? undefined : connections.get(source.integration)
      const silent = look.disabled || look.shape === 'comment'
      return {
        selected: selection.nodes.has(id),
        change: changeOf(id),
        problems: problems.get(id) ?? noProblems,
        waiting: traffic.waiting(at),
        status: silent ? undefined : shownStatus(statuses.get(at), integration, traffic.rate(at))
      }
    },
    wireState: ({ source, port, target }) => {
      const to = address(target)
      if (traffic.failing(to)) return 'failing'
      if (traffic.waiting(to) > 0) return 'backed'
      return traffic.rate(address(source), port) > 0 ? 'live' : 'rest'
    },
    rate: ({ source, port }) => traffic.rate(address(source), port),
    history: ({ source, port }) => traffic.history(address(source), port),
    destroy: () => clearTimeout(resting)
  }
}
