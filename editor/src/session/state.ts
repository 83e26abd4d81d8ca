import type { IntegrationState, NodeCounts, NodeStatus, StoredCredential, StoredIntegration } from '@millrace/engine'
import type { DefinitionView } from '@millrace/sdk'
import type { ExpiryWarning, Health, Notice, Role, Traffic, Workspace } from '@millrace/server/protocol'
import { type DebugLog, emptyLog, startLog } from './debug-log.ts'
import type { Problems } from './problems.ts'

/** `connecting` until the first answer, `live` while connected, `away` when the connection was lost and is being tried again. */
export type Link = 'connecting' | 'live' | 'away'

/** What the server has told, and what is known about the flows being edited. Everything in it is immutable and replaced. */
export interface SessionState {
  readonly link: Link
  /** Why the connection cannot be made, in the server's words. */
  readonly linkProblem: string | undefined
  readonly role: Role
  readonly version: string
  /** Milliseconds since the epoch: the start of the server. */
  readonly startedAt: number
  readonly firstRun: boolean
  readonly integrations: readonly StoredIntegration[]
  readonly credentials: readonly StoredCredential[]
  readonly globals: Readonly<Record<string, unknown>>
  /** By type. */
  readonly catalog: ReadonlyMap<string, DefinitionView>
  /** By address, `flow/node`. */
  readonly statuses: ReadonlyMap<string, NodeStatus>
  /** By integration id. */
  readonly connections: ReadonlyMap<string, IntegrationState>
  readonly traffic: Traffic
  /** By address; the same numbers as in `traffic`. */
  readonly counts: ReadonlyMap<string, NodeCounts>
  /** Dead letters that are kept, also from before the server started. */
  readonly deadLetters: number
  readonly notices: readonly Notice[]
  /** Undefined until the server has told. */
  readonly health: Health | undefined
  /** Soonest first. */
  readonly expiries: readonly ExpiryWarning[]
  readonly debug: DebugLog
  /** Of the flows as they are being edited. */
  readonly problems: Problems
}

export const initialState: SessionState = {
  link: 'connecting',
  linkProblem: undefined,
  role: 'viewer',
  version: '',
  startedAt: 0,
  firstRun: false,
  integrations: [],
  credentials: [],
  globals: {},
  catalog: new Map(),
  statuses: new Map(),
  connections: new Map(),
  traffic: { balance: { arrived: 0, done: 0, onTheWay: 0, deadLetters: 0, lost: 0 }, rate: 0, nodes: [] },
  counts: new Map(),
  deadLetters: 0,
  notices: [],
  health: undefined,
  expiries: [],
  debug: emptyLog,
  problems: new Map()
}

type Change = Partial<SessionState>

const byAddress = <V extends { readonly address: string }>(values: readonly V[]): ReadonlyMap<string, V> =>
  new Map(values.map(value => [value.address, value]))

/** Everything anew, also after a reconnect; the messages that the debug list has already are kept. */
export const receiveWorkspace = (state: SessionState, workspace: Workspace): Change => ({
  link: 'live',
  linkProblem: undefined,
  role: workspace.role,
  version: workspace.version,
  startedAt: workspace.startedAt,
  firstRun: workspace.firstRun,
  integrations: workspace.integrations,
  credentials: workspace.credentials ?? [],
  globals: workspace.globals,
  catalog: catalogOf(workspace.catalog.definitions),
  statuses: byAddress(workspace.statuses),
  connections: new Map(workspace.connections.map(connection => [connection.id, connection])),
  ...receiveTraffic(workspace.traffic),
  notices: workspace.notices,
  health: workspace.health,
  expiries: workspace.expiries ?? [],
  debug: startLog(state.debug, workspace.debug, workspace.startedAt === state.startedAt)
})

export const catalogOf = (definitions: readonly DefinitionView[]): ReadonlyMap<string, DefinitionView> =>
  new Map(definitions.map(definition => [definition.type, definition]))

/** The empty text takes a status away. */
export const receiveStatuses = (state: SessionState, statuses: readonly NodeStatus[]): Change => {
  const all = new Map(state.statuses)
  for (const status of statuses)
    if (status.text === '') all.delete(status.address)
    else all.set(status.address, status)
  return { statuses: all }
}

export const receiveConnections = (state: SessionState, connections: readonly IntegrationState[]): Change => {
  const all = new Map(state.connections)
  for (const connection of connections) all.set(connection.id, connection)
  return { connections: all }
}

export const receiveTraffic = (traffic: Traffic): Change => ({ traffic, counts: byAddress(traffic.nodes) })

/** What belongs to an integration that is gone goes too. */
export const receiveIntegrations = (state: SessionState, integrations: readonly StoredIntegration[]): Change => {
  const ids = new Set(integrations.map(({ id }) => id))
  return { integrations, connections: new Map([...state.connections].filter(([id]) => ids.has(id))) }
}
