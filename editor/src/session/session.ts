import type { Flow } from '@millrace/engine'
import { create } from 'zustand'
import { addMessages, clearLog, type DebugFilter, setPaused } from './debug-log.ts'
import { trackDeploys } from './deploys.ts'
import { flowDocument, flowSelection } from './editing.ts'
import { openLink, type Payload, type ServerLink, type Value } from './link.ts'
import { liveCheck, type ServerFindings } from './problems.ts'
import {
  catalogOf,
  initialState,
  receiveConnections,
  receiveIntegrations,
  receiveStatuses,
  receiveTraffic,
  receiveWorkspace,
  type SessionState
} from './state.ts'

/** The state of the session in React: `useSession(s => s.integrations)`. A selector returns what stands in the state, nothing made anew. */
export const useSession = create<SessionState>(() => initialState)

const set = (change: Partial<SessionState>): void => useSession.setState(change)
const get = (): SessionState => useSession.getState()

const deploys = trackDeploys(flowDocument)

let link: ServerLink | undefined

/** How long editing rests before the server is asked what a deploy would find. */
const checkDelay = 500

/** This editor's talk with its server. `start` connects; all else may be called at any time. */
export const session = {
  /** The flows being edited, and what is selected in them. */
  document: flowDocument,
  selection: flowSelection,

  /**
   * Asks the server. Rejects with a RequestError, whose `code`, `message` and `problems` are the server's; with the code
   * SERVER_AWAY at once while there is no connection.
   */
  request: <N extends Parameters<ServerLink['request']>[0]>(name: N, ...payload: Payload<N>): Promise<Value<N>> =>
    connected().request(name, ...payload),

  /** Hears a push of the server, such as `test:stage`, until the returned function is called. */
  on: ((push, heard) => connected().on(push, heard)) as ServerLink['on'],

  /** Deploys the flows as they are being edited, or these. The document then holds them as what runs. */
  deploy: (note?: string, flows: readonly Flow[] = flowDocument.flows) => {
    const base = flowDocument.revision
    return deploys.send(flows, () => session.request('deploy', { base, flows, ...(note ? { note } : {}) }))
  },

  /** Takes what runs on the server as the base; edits not yet deployed stay on top. */
  reload: async (): Promise<void> => {
    const workspace = await session.request('workspace')
    set(receiveWorkspace(get(), workspace))
    flowDocument.rebase(workspace.flows, workspace.revision)
    recheck()
    void countDeadLetters()
  },

  setDebugPaused: (paused: boolean): void => set({ debug: setPaused(get().debug, paused) }),
  setDebugFilter: (change: Partial<DebugFilter>): void =>
    set({ debug: { ...get().debug, filter: { ...get().debug.filter, ...change } } }),
  clearDebug: async (): Promise<void> => {
    set({ debug: clearLog(get().debug) })
    await session.request('debug:clear')
  },

  start: (page: string): void => {
    link = openLink(page)
    listen(link)
  }
}

const connected = (): ServerLink => {
  if (!link) throw new Error('The session has not been started')
  return link
}

const listen = (server: ServerLink): void => {
  server.onConnected(() => {
    session.reload().catch((error: Error) => set({ link: 'away', linkProblem: error.message }))
  })
  server.onLost(reason => set({ link: get().startedAt === 0 ? 'connecting' : 'away', linkProblem: reason }))
  server.on('status', statuses => set(receiveStatuses(get(), statuses)))
  server.on('connection', connections => set(receiveConnections(get(), connections)))
  server.on('traffic', traffic => set(receiveTraffic(traffic)))
  server.on('debug', messages => set({ debug: addMessages(get().debug, messages) }))
  server.on('integrations', integrations => set(receiveIntegrations(get(), integrations)))
  server.on('credentials', credentials => set({ credentials }))
  server.on('globals', globals => set({ globals }))
  server.on('notices', notices => set({ notices }))
  server.on('deadLetters', ({ count }) => set({ deadLetters: count }))
  server.on('health', health => set({ health }))
  server.on('expiries', expiries => set({ expiries }))
  server.on('catalog', catalog => {
    set({ catalog: catalogOf(catalog.definitions) })
    recheck()
  })
  server.on('deployed', deploys.hear)
  flowDocument.subscribe(recheck)
}

/** Later ones are pushed. */
const countDeadLetters = async (): Promise<void> => {
  const page = await session.request('deadletters:page', { limit: 1 }).catch(() => undefined)
  if (page) set({ deadLetters: page.counts.count })
}

const checkLive = liveCheck()
let findings: ServerFindings | undefined
let checkedFlows: readonly Flow[] | undefined
let waiting: ReturnType<typeof setTimeout> | undefined

/** At once what the editor can say itself, and after a rest what the server says. */
const recheck = (): void => {
  set({ problems: checkLive(flowDocument.flows, get().catalog, findings) })
  if (flowDocument.flows === checkedFlows) return
  clearTimeout(waiting)
  waiting = setTimeout(() => void askServer(), checkDelay)
}

const askServer = async (): Promise<void> => {
  const { flows } = flowDocument
  checkedFlows = flows
  const problems = await session.request('check', { flows }).catch(() => undefined)
  if (problems === undefined) {
    checkedFlows = undefined
    return
  }
  findings = { flows, problems }
  set({ problems: checkLive(flowDocument.flows, get().catalog, findings) })
}
