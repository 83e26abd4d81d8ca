import type { DebugMessage } from '@millrace/server/protocol'

export type DebugLevel = DebugMessage['level']

/** What of the messages is listed. */
export interface DebugFilter {
  /** Only of the flow that is shown. */
  readonly thisFlow: boolean
  /** The least level that is listed. */
  readonly level: DebugLevel
  /** Found in name, topic, property and value; the empty text finds all. */
  readonly search: string
}

/** The debug messages that are kept: the newest, up to a bound. */
export interface DebugLog {
  /** Oldest first. */
  readonly messages: readonly DebugMessage[]
  readonly paused: boolean
  /** What came while paused, bounded as well. */
  readonly held: readonly DebugMessage[]
  readonly filter: DebugFilter
}

export const debugLimit = 1000

export const emptyLog: DebugLog = {
  messages: [],
  paused: false,
  held: [],
  filter: { thisFlow: false, level: 'debug', search: '' }
}

const newest = (messages: readonly DebugMessage[]): readonly DebugMessage[] =>
  messages.length > debugLimit ? messages.slice(-debugLimit) : messages

/** The history of the server; after a reconnect to the same run only what is not known yet. */
export const startLog = (log: DebugLog, history: readonly DebugMessage[], sameRun: boolean): DebugLog => {
  if (!sameRun) return { ...log, messages: newest(history), held: [] }
  const last = Math.max(-1, log.messages.at(-1)?.id ?? -1, log.held.at(-1)?.id ?? -1)
  return addMessages(
    log,
    history.filter(({ id }) => id > last)
  )
}

export const addMessages = (log: DebugLog, messages: readonly DebugMessage[]): DebugLog => {
  if (messages.length === 0) return log
  return log.paused
    ? { ...log, held: newest([...log.held, ...messages]) }
    : { ...log, messages: newest([...log.messages, ...messages]) }
}

/** Nothing that came while it stood still is left out when it goes on. */
export const setPaused = (log: DebugLog, paused: boolean): DebugLog =>
  paused ? { ...log, paused } : { ...log, paused, messages: newest([...log.messages, ...log.held]), held: [] }

export const clearLog = (log: DebugLog): DebugLog => ({ ...log, messages: [], held: [] })

const rank: Readonly<Record<DebugLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 }

export const flowOf = (address: string): string => address.slice(0, address.indexOf('/'))

/** Newest first, as they are listed. */
export const listMessages = (log: DebugLog, flow: string | undefined): readonly DebugMessage[] => {
  const { thisFlow, level, search } = log.filter
  const text = search.trim().toLowerCase()
  const listed: DebugMessage[] = []
  for (let i = log.messages.length - 1; i >= 0; i--) {
    const message = log.messages[i] as DebugMessage
    if (rank[message.level] < rank[level]) continue
    if (thisFlow && flowOf(message.address) !== flow) continue
    if (text !== '' && !holds(message, text)) continue
    listed.push(message)
  }
  return listed
}

const holds = ({ name, topic, property, value }: DebugMessage, text: string): boolean =>
  [name, topic, property, value].some(part => part?.toLowerCase().includes(text))
