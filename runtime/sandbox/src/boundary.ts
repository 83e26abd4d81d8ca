/**
 * What crosses between the host, which holds nodes and messages, and the side that holds the isolates. Plain data and
 * text only, so that the two sides may stand in different processes. All of it is about one flow; functions, messages
 * and timers are known by numbers.
 */

/** One function of a flow. */
export interface FunctionSpec {
  readonly id: string
  readonly name: string
  readonly outputs: number
  readonly source: string
  readonly setup: string
  readonly close: string
  /** Milliseconds that one message may take. */
  readonly timeout: number
  /** Programs that evaluate to what the code uses under a name. */
  readonly modules?: readonly { readonly as: string; readonly program: string }[]
}

export type FlowEvent =
  | { readonly kind: 'start'; readonly fn: number; readonly spec: FunctionSpec }
  | MessagesEvent
  | WiresEvent
  | { readonly kind: 'fire'; readonly fn: number; readonly timer: number }
  /** What came of a request; text of the codec. */
  | { readonly kind: 'fetched'; readonly fn: number; readonly call: number; readonly text: string }
  | { readonly kind: 'close'; readonly fn: number }
  | { readonly kind: 'remove'; readonly fn: number }

/** Messages in the order of their arrival, numbered without a gap from `first`. `text` is a JSON array of bodies. */
export interface MessagesEvent {
  readonly kind: 'messages'
  readonly fn: number
  readonly first: number
  readonly count: number
  readonly text: string
  /** A single message that enters by itself, so that whatever happens is known to be its doing. */
  readonly alone?: boolean
}

/** From here on messages that leave these outputs may go to functions of the flow without crossing; by port, null where they may not. */
export interface WiresEvent {
  readonly kind: 'wires'
  readonly fn: number
  readonly targets: readonly (number | null)[]
}

/** A message as it crosses: itself where JSON can carry it, otherwise the text that the codec made. */
export type Body = Readonly<Record<string, unknown>> | string

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** What came of events, in order. Text that code made is only ever data here. */
export type Effect = MessageEffect | WayEffect | FunctionEffect | LostEffect

export type MessageEffect =
  | readonly ['send', message: number, port: number, body: Body]
  /** Sent and done. */
  | readonly ['sent', message: number, port: number, body: Body]
  /** The message will fail when it is done. The error is about another one where code says so. */
  | readonly ['failed', message: number, code: string, text: string, stack: string, about: Body | null]
  | readonly ['done', message: number]

/** Of messages that have gone from function to function without crossing. A way is the outputs that they took, told once. */
export type WayEffect =
  | readonly ['way', way: number, ports: readonly number[]]
  /** All functions on the way are done with it, and the last has sent this. */
  | readonly ['via', message: number, way: number, port: number, body: Body]
  /** All functions on the way are done with it, and the last has sent nothing. */
  | readonly ['ended', message: number, way: number]
  /** At the end of the way it goes on under a number of its own; all functions before are done with it. */
  | readonly ['hop', fn: number, number: number, message: number, way: number, body: Body]
  /** The last message that passed an output in this crossing. */
  | readonly ['last', fn: number, port: number, body: Body]

export type FunctionEffect =
  | readonly ['ready', fn: number]
  /** The function cannot be used any more. */
  | readonly ['broken', fn: number, code: string, text: string, stack: string]
  | readonly ['closed', fn: number]
  | readonly ['timer', fn: number, timer: number, delay: number, repeat: boolean, message: number]
  | readonly ['clear', fn: number, timer: number]
  /** A request that the host is to make; text of the codec. */
  | readonly ['fetch', fn: number, call: number, message: number, request: string]
  | NodeEffect

export type NodeEffect =
  /** The value is the codec's text; `shown` says that people see it in the debug sidebar, too. */
  | readonly ['log', fn: number, level: LogLevel, value: string, shown: boolean]
  | readonly ['status', fn: number, value: string]
  | readonly ['set', fn: number, scope: StateScope, store: string, key: string, value: string]
  /** Adds to what is there when it is applied. The key is a path. */
  | readonly ['add', fn: number, scope: StateScope, store: string, key: string, by: number]

/**
 * Everything inside is gone. The messages of `again` left no trace and may be given again, `alone` to find the culprit
 * among them. All others under way failed, unless they are `innocent`: then those that have sent nothing are given again.
 */
export type LostEffect = readonly [
  'lost',
  code: string,
  text: string,
  again: readonly number[],
  alone: boolean,
  innocent: boolean
]

/** How many items an effect takes. Effects are written one after the other without brackets, which is half the work to read. */
const lengths: Readonly<Record<Effect[0], number>> = {
  send: 4,
  sent: 4,
  failed: 6,
  done: 2,
  way: 3,
  via: 5,
  ended: 3,
  hop: 6,
  last: 4,
  ready: 2,
  broken: 5,
  closed: 2,
  timer: 6,
  clear: 3,
  fetch: 5,
  log: 5,
  status: 3,
  set: 6,
  add: 6,
  lost: 6
}

export const effectText = (...effect: Effect): string => JSON.stringify(effect).slice(1, -1)

/** Gives the effects of a text in their order; that a message has sent one and is done, which nearly all do, without an array around it. Its way is 0 where it came by itself. */
export const readEffects = (
  text: string,
  sent: (message: number, way: number, port: number, body: Body) => void,
  each: (effect: Effect) => void
): void => {
  const items = JSON.parse(`[${text}]`) as unknown[]
  for (let at = 0; at < items.length; ) {
    if (items[at] === 'sent') {
      sent(items[at + 1] as number, 0, items[at + 2] as number, items[at + 3] as Body)
      at += 4
      continue
    }
    if (items[at] === 'via') {
      sent(items[at + 1] as number, items[at + 2] as number, items[at + 3] as number, items[at + 4] as Body)
      at += 5
      continue
    }
    const length = lengths[items[at] as Effect[0]]
    each(items.slice(at, at + length) as unknown as Effect)
    at += length
  }
}

export type StateScope = 'node' | 'flow' | 'global'

/** Where a value of state stands within a flow. */
export const slotOf = (fn: number, scope: StateScope, store: string): string =>
  `${scope === 'node' ? fn : scope}\0${store}`

/** What code may ask for while it runs. Values are the codec's text. */
export interface Answers {
  read(fn: number, scope: StateScope, store: string, key: string): string | undefined
  keys(fn: number, scope: StateScope, store: string): readonly string[]
  env(fn: number, name: string): string | undefined
  /** Tells of each change of a state from now on; undefined where nobody can tell. */
  watch(fn: number, scope: StateScope, store: string, changed: (key: string) => void): (() => void) | undefined
  /** A write is on its way to where state is kept. */
  wrote(fn: number, scope: StateScope, store: string, key: string, value: string): void
}

/** The side that holds the isolate of one flow. */
export interface IsolateSide {
  /** Runs events in order and tells what came of them, at once or later, in one or more parts. */
  post(events: readonly FlowEvent[]): void
  close(): void
}

/** `over` says that the events of the last post are through. */
export type Heard = (effects: readonly string[], over: boolean) => void

export type OpenIsolateSide = (flow: string, memory: number, answers: Answers, heard: Heard) => IsolateSide
