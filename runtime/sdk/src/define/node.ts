import type { Message, Outgoing } from '../message.ts'
import type { Static, TObject } from '../schema/schema.ts'
import type { Context } from './context.ts'
import type { Described, Draft } from './described.ts'
import type { Integration } from './integration.ts'

/** Processes messages: a transform, a router or an output. */
// biome-ignore lint/suspicious/noExplicitAny: the connection's type is inferred from the integration where a node is defined
export interface Node<Config extends TObject = TObject, Connection = any> extends Described<Config> {
  readonly kind: 'node'
  readonly category: Category
  // biome-ignore lint/suspicious/noExplicitAny: a node does not know its integration's config
  readonly integration?: Integration<any, Connection>
  readonly outputs: Outputs<Static<Config>>
  /** Keeps messages after others (delay, join, batch): what it keeps may be journaled here, and comes back here after a crash or a deploy. */
  readonly holds?: boolean
  /** Messages handled at a time, in order when 1. Without it, as many as arrive. */
  readonly concurrency?: number | ((config: Static<Config>) => number | undefined)
  /** What becomes of a message that is delivered twice or fails here; shown to people as the guarantee of each path. */
  readonly guarantee?: Guarantee | ((config: Static<Config>) => Guarantee)
  /** Fed by the runtime instead of wires, under the token of the message concerned: catch, status and complete nodes. */
  readonly hears?: Hears
  /** Which nodes it hears; without it, all of its flow. */
  scope?(config: Static<Config>): Scope
  /** False when the handler starts nothing that it does not await: no error of it can stray, so the runtime need not trace its calls, which makes them 0.1 µs shorter. */
  readonly traced?: boolean
  /** Has a button in the editor that calls what `onPress` was given; a toggle also flips the config's `active`. */
  readonly button?: 'press' | 'toggle'
  /** A note on the canvas: it never runs and has no input. */
  readonly inert?: boolean
  /** Called once per deploy; what it returns is called for every message. */
  create(context: NodeContext<Static<Config>>): Handler<Connection>
}

/** Groups of the palette; each has a colour. */
export const categories = [
  'common',
  'observe',
  'function',
  'messaging',
  'network',
  'sequence',
  'parser',
  'storage',
  'subflow'
] as const
export type Category = (typeof categories)[number]
export type Guarantee = 'may lose' | 'at least once' | 'idempotent'
export type Hears = 'error' | 'status' | 'complete'

export interface Scope {
  /** Ids of nodes of the same flow, or the whole flow. */
  readonly nodes?: readonly string[] | 'flow'
  /** Errors only: hear only what no other catch node hears. */
  readonly uncaught?: boolean
}

/** How many wires can leave: a count, names, or one for each item of an array in the config. A number field in the config may give the count. */
export type Outputs<Config> =
  | number
  | readonly string[]
  | { readonly each: ArrayKey<Config> }
  | { readonly count: NumberKey<Config> }
type ArrayKey<Config> = { [K in keyof Config]-?: Config[K] extends readonly unknown[] ? K : never }[keyof Config]
type NumberKey<Config> = { [K in keyof Config]-?: Config[K] extends number ? K : never }[keyof Config]

/** ● ok ◐ busy ◆ paced ▲ error ○ idle */
export type StatusLevel = 'ok' | 'busy' | 'paced' | 'error' | 'idle'

export interface NodeContext<Config> extends Context<Config> {
  /** The node's place: its flow's id and its own id within it, and the number of its outputs. */
  readonly place: { readonly flow: string; readonly node: string; readonly outputs: number }
  /** Shown under the node; the empty text clears it. */
  status(text: string, level?: StatusLevel): void
  /** Shown in the debug sidebar. Values that cannot be kept are shown by their kind; large ones are cut, and say so. */
  debug(entry: DebugValue): void
  /** Answers whoever waits for the message (http response). Rejects with REPLY_GONE when nobody does; the first reply wins. */
  reply(message: Message, reply: unknown): Promise<void>
  /** What the node's button does; `input` is what the editor or the API sent along. */
  onPress(pressed: (input: unknown) => unknown): void
  /** The stores people know as context, flow and global. */
  state(scope: 'node' | 'flow' | 'global', store?: string): State
  /** The value of an environment variable of the flow, of its globals, or of the settings; undefined when there is none. */
  env(name: string): string | undefined
}

export interface DebugValue {
  readonly value: unknown
  readonly level?: 'debug' | 'info' | 'warn' | 'error'
  readonly topic?: string | undefined
  /** The path that is shown, such as `payload`; the whole message when left out. */
  readonly property?: string
  readonly _msgid?: string
}

/** Read and written at once; written to disk before the message that wrote is acknowledged, and again when it is redelivered. */
export interface State {
  get(key: string): unknown
  set(key: string, value: unknown): void
  keys(): readonly string[]
  /** Calls back with the key after each change, until what it gives is called. State of a runtime has it. */
  watch?(changed: (key: string) => void): () => void
}

/** Returning means done with the message, a promise means done when it settles, throwing means failed. Called only while connected; the connection comes with each message, because every reconnect makes a new one. */
// biome-ignore lint/suspicious/noExplicitAny: handlers of every connection type meet in one station
export type Handler<Connection = any> = (message: Message, out: Out, connection: Connection) => void | Promise<void>

export interface Out {
  /** The same when this delivery is repeated, different for every message: a deduplication id or an idempotency key. */
  readonly id: string
  /** Counted from 1. */
  readonly attempt: number
  /** Milliseconds since the epoch: when the message came to this node; after a crash still when it first came to a node that `holds` it. */
  readonly since: number
  /** Aborted when nobody waits for this message any more: its time is up, or its flow is gone. */
  readonly signal: AbortSignal
  /** Passes a message on. It descends from the one being handled, which is acknowledged only after it. */
  send(message: Outgoing, port?: number): void
  /** Passes a message on and waits until all that comes of it is done. Rejects with what failed, before any catch node hears of it. For joins, retries and replies. */
  deliver(message: Outgoing, port?: number, options?: DeliverOptions): Promise<void>
  /** Whether anything is behind an output. */
  wired(port: number): boolean
  /** Undefined while there is room; otherwise settles when there is. Who makes many messages of one awaits it. */
  readonly room: Promise<void> | undefined
}

export interface DeliverOptions {
  /** Catch nodes hear first of what fails, and once; rejects with what none of them heard. For joins, where many messages wait for one. */
  readonly catchFirst?: boolean
  /** Delivers once more what was delivered last, so that what comes of it has the ids of before. */
  readonly repeats?: boolean
}

export const defineNode = <Config extends TObject, Connection = undefined>(
  draft: Draft<Node<Config, Connection>>
): Node<Config, Connection> => ({ kind: 'node', ...draft })
