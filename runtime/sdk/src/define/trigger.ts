import type { Message, Outgoing } from '../message.ts'
import type { Static, TObject } from '../schema/schema.ts'
import type { Context } from './context.ts'
import type { Described, Draft } from './described.ts'
import type { Http } from './http.ts'
import type { Integration } from './integration.ts'
import type { Category, Guarantee, StatusLevel } from './node.ts'

/** Starts flows: turns what arrives from outside into messages. */
// biome-ignore lint/suspicious/noExplicitAny: the connection's type is inferred from the integration where a trigger is defined
export interface Trigger<Config extends TObject = TObject, Connection = any> extends Described<Config> {
  readonly kind: 'trigger'
  readonly category: Category
  // biome-ignore lint/suspicious/noExplicitAny: a trigger does not know its integration's config
  readonly integration?: Integration<any, Connection>
  /** Whether the source keeps a message until it is acknowledged. If not, the message is journaled before its flow starts. */
  readonly redelivers?: boolean | ((config: Static<Config>) => boolean)
  /** People leave retries to the source: what fails is refused (`nack`) instead of being journaled and tried again here. */
  readonly retriesAtSource?: boolean | ((config: Static<Config>) => boolean)
  /** The messages owe a reply to somebody who waits (http in): never journaled, never cut, gone after a restart. */
  readonly replies?: boolean | ((config: Static<Config>) => boolean)
  /** Has a button in the editor that calls what `onPress` was given. */
  readonly button?: 'press'
  /**
   * What becomes of a message in a crash, where `redelivers` does not tell it: `at least once` for a caller who learns that
   * the message was not accepted. A source that does not redeliver otherwise `may lose`.
   */
  readonly guarantee?: Guarantee | ((config: Static<Config>) => Guarantee)
  /** An example of what it emits, for the docs and for trying a flow without the source. */
  readonly example?: Outgoing
  /** Resolves once messages can arrive. Called again after every reconnect. A failure is this trigger's alone and is retried. */
  start(context: TriggerContext<Static<Config>, Connection>): Promise<void> | void
}

export interface TriggerContext<Config, Connection> extends Context<Config> {
  readonly connection: Connection
  readonly http: Http
  /** Hands a message to the flow. The promise resolves when there is room for another: a source that pulls awaits it. */
  emit(message: Outgoing, receipt?: Receipt, origin?: Origin): Promise<void>
  /**
   * Begins to wait for a reply to a message that is about to be emitted: it must carry `id` as `_reply`. The first reply
   * settles the promise, a later one is refused with REPLY_GONE, as is any after `forget`. For triggers that declare `replies`.
   */
  expectReply(): ExpectedReply
  /** Shown under the node. */
  status(text: string, level?: StatusLevel): void
  /** What the node's button does; `input` is what the editor or the API sent along. */
  onPress(pressed: (input: unknown) => unknown): void
}

/** A reply that somebody waits for. */
export interface ExpectedReply {
  /** Opaque; travels with the message as `_reply`. */
  readonly id: string
  readonly reply: Promise<unknown>
  /** Nobody waits any more: the client has gone, or its time is up. */
  forget(): void
}

/** One of the two is called, exactly once: ack when the message is safe (journaled, or all that came of it is done), nack when it is neither. */
export interface Receipt {
  ack(): void | Promise<void>
  nack(error: Error): void | Promise<void>
}

export interface Origin {
  /** The same on every redelivery; ids of everything that comes of the message are made from it. */
  readonly id?: string
  /** Messages of one key are handled in the order of their arrival. */
  readonly key?: string
  /** It cannot become a message (not JSON, too large): a dead letter at once, with what did arrive as its payload. */
  readonly rejected?: Error
  /** Overrides the trigger's own `redelivers` for this message, such as one of MQTT QoS 0 among others of QoS 1. */
  readonly redelivers?: boolean
}

/** Kinds of events that every trigger with an integration offers; the runtime emits all but `message` itself. */
export const triggerEvents = ['message', 'connect', 'disconnect', 'failure'] as const
export type TriggerEvent = (typeof triggerEvents)[number]

/** The message that the runtime emits for a connection event. */
export interface ConnectionEventMessage extends Message {
  readonly event: Exclude<TriggerEvent, 'message'>
  readonly payload: { readonly integration: string; readonly reason?: string }
}

export const defineTrigger = <Config extends TObject, Connection = undefined>(
  draft: Draft<Trigger<Config, Connection>>
): Trigger<Config, Connection> => ({ kind: 'trigger', ...draft })
