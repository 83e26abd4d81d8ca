import type { Abilities } from './abilities.ts'

/** A config as it is stored, without templates that need globals and without secret references. */
export type StoredConfig = Readonly<Record<string, unknown>>

/**
 * The far side of an integration and foreign clients of it: a broker, a queue, a hub or a web service, a stand-in or the
 * real one. What it can do is known before it is opened; it is opened once for all checks, which each get a place of
 * their own on it.
 */
export interface Counterpart {
  /** In the title of the suite: `mosquitto, MQTT 5`. */
  readonly name: string
  readonly abilities: Abilities
  /** Starts the far side, or signs in to it. */
  open(): Promise<void>
  /** Makes what one check needs. `name` is unique: lower-case letters, digits and hyphens, at most 40 of them. */
  place(name: string): Promise<Place>
  /** Ends everything that was started and removes what was made. */
  close(): Promise<void>

  /** The far side goes away, and what it holds stays. Connections break. */
  stop?(): Promise<void>
  /** It is back under the same address, with what it held. Resolves when it can be connected to; foreign clients too are back. */
  start?(): Promise<void>
  /** Breaks every connection of the integration without a good-bye; new ones are welcome at once. */
  sever?(): Promise<void>

  readonly wrongCredentials?: WrongCredentials
  /** Each one that the integration needs; taken away alone, a Test must name it. */
  readonly permissions?: readonly Permission[]
  /** Each thing outside that the config names: a topic, a queue, a hub. */
  readonly missing?: readonly Missing[]
  /** How many bytes of body the far side itself takes at most. */
  readonly largest?: number
}

/** One check's own source and target on the far side, such as two topics or two queues, and foreign clients of both. */
export interface Place {
  /** Connects to the far side; what reads the source and writes to the target. */
  readonly integration: StoredConfig
  /** Hears the source and takes bodies as text: `msg.payload` is the body that was sent. */
  readonly trigger?: StoredConfig
  /** Writes `msg.payload` to the target. */
  readonly output?: StoredConfig
  /** Differs from `integration` so that it must connect anew, and means the same, such as another time-out. */
  readonly changedIntegration: StoredConfig
  /** Differs from `trigger` and still hears the source. */
  readonly changedTrigger?: StoredConfig
  /** As `trigger`, but takes JSON. */
  readonly decodingTrigger?: StoredConfig
  /** As `trigger`, but leaves retries to the source. */
  readonly retryingTrigger?: StoredConfig

  /** A foreign client sends bodies to the source, in this order. Resolves when the source has them all. */
  send?(bodies: readonly string[], options?: { readonly key?: string }): Promise<void>
  /** Bodies that a foreign client has taken from the target since the place was made, in order, repetitions included; also after `stop` and `start`. */
  received?(): readonly string[] | Promise<readonly string[]>
  /** How many messages the source holds that it has not been told are done. `storage` is what the runtime keeps for an integration or a node. */
  unacknowledged?(storage: (owner: string) => StorageReader): Promise<number>
  /** Foreign clients leave; queues and topics of this place may go. */
  close(): Promise<void>
}

/** What a source without acknowledgements of its own, such as an event hub with checkpoints, is judged by. */
export interface StorageReader {
  get(key: string): Promise<unknown>
  keys(prefix?: string): Promise<readonly string[]>
}

/** How a failure must show: in a Test and in the status. */
export interface Refusal {
  /** The stage of a Test that fails. */
  readonly stage: string
  /** What the reason that people read must say. */
  readonly says: RegExp
}

/** Credentials that are well-formed and wrong. */
export interface WrongCredentials extends Refusal {
  /** The place's integration with wrong credentials. */
  integration(place: Place): StoredConfig
  /** How often the far side has turned somebody away so far. With it the suite sees a plugin that retries by itself. */
  refusals?(): number | Promise<number>
  /** How often one connect may be turned away; 1 when left out. */
  readonly refusalsPerConnect?: number
}

/** One permission that can be taken away alone. */
export interface Permission extends Refusal {
  /** As the far side calls it: `sqs:DeleteMessage`. */
  readonly name: string
  /** Takes it away, at the far side or by other credentials. Resolves to the integration's config that lacks only this. */
  take(place: Place): Promise<StoredConfig>
  /** Gives it back; called whatever came of the check. */
  give?(place: Place): Promise<void>
  /** Why a Test cannot find out: the check is pending with this reason. */
  readonly untestable?: string
}

/** One thing that the config names and that is not there. */
export interface Missing extends Refusal {
  /** As people call it: `queue`. */
  readonly what: string
  /** The place's integration, or its trigger, naming one that does not exist. */
  config(place: Place): { readonly integration?: StoredConfig; readonly trigger?: StoredConfig }
  /** Makes it afterwards: then the flow must hear it, without help. */
  make?(place: Place): Promise<void>
}
