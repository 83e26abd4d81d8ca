/** What travels along a wire. Node-RED's shape: `payload`, `topic` and `_msgid`, plus whatever nodes add. Shared between branches: changed by spreading, never in place. */
export interface Message {
  readonly _msgid: string
  readonly topic?: string
  readonly payload?: unknown
  readonly [property: string]: unknown
}

/** What a plugin hands over: the runtime supplies `_msgid` when it is missing. */
export type Outgoing = Omit<Message, '_msgid'> & { readonly _msgid?: string }
