import { FlowError, type Log, type Storage } from '@millrace/sdk'
import type { MqttClient } from 'mqtt'
import type { QoS } from './qos.ts'
import { inWords } from './reasons.ts'
import { matches } from './topic-match.ts'

export interface SubscriptionsOptions {
  readonly client: MqttClient
  readonly log: Log
  /** Where the subscriptions of a session that outlives its connection are kept. */
  readonly storage: Storage | undefined
  readonly name: string
}

interface Subscribed {
  /** As it was asked for; -1 when it may or may not be subscribed still. */
  readonly qos: QoS | -1
  readonly id: number
}

/**
 * The subscriptions that the broker holds for one session, one for each filter. They are brought to what is wanted with
 * as few packets as possible: new ones before old ones go, and none that is there already, because a broker answers a
 * repeated one with all retained messages.
 */
export class Subscriptions {
  readonly #options: SubscriptionsOptions
  readonly #held = new Map<string, Subscribed>()
  readonly #filters = new Map<number, string>()
  readonly #dropped = new Set<string>()
  #identified = false

  constructor(options: SubscriptionsOptions) {
    this.#options = options
  }

  /**
   * Takes over what the session held when its last connection ended; without a session, forgets it. `identified`: each
   * message says which subscriptions it comes by.
   */
  async open({ identified, present }: { readonly identified: boolean; readonly present: boolean }): Promise<void> {
    const { storage } = this.#options
    this.#identified = identified
    if (!storage) return
    if (!present) return storage.set(this.#key, undefined)
    const kept = (await storage.get(this.#key)) as Record<string, Subscribed> | undefined
    for (const [filter, subscribed] of Object.entries(kept ?? {})) {
      this.#held.set(filter, subscribed)
      this.#filters.set(subscribed.id, filter)
    }
  }

  /** The filter of a subscription identifier, also of one that is not subscribed any more. */
  filterOf(id: number): string | undefined {
    return this.#filters.get(id)
  }

  /** Subscribes to what is missing. Resolves to what the broker refused, with the reason. */
  async add(wanted: ReadonlyMap<string, QoS>): Promise<ReadonlyMap<string, Error>> {
    const missing = [...wanted].filter(([filter, qos]) => (this.#held.get(filter)?.qos ?? -1) < qos)
    if (missing.length === 0) return new Map()
    const outcomes = await Promise.all(missing.map(([filter, qos]) => this.#subscribe(filter, qos)))
    await this.#save()
    return new Map(outcomes.filter(outcome => outcome !== undefined))
  }

  /** Unsubscribes from everything else. */
  async keepOnly(wanted: ReadonlyMap<string, QoS>): Promise<void> {
    const leaving = [...this.#held].filter(([filter]) => !wanted.has(filter))
    if (leaving.length === 0) return
    for (const [filter, { id }] of leaving) this.#held.set(filter, { qos: -1, id })
    await this.#save()
    await this.#unsubscribe(leaving.map(([filter]) => filter))
    for (const [filter] of leaving) this.#held.delete(filter)
    await this.#save()
  }

  /** Asks whether the broker would let us subscribe, and leaves everything as it was. Rejects with the first refusal. */
  async probe(filters: readonly string[]): Promise<void> {
    const unknown = filters.filter(filter => !this.#held.has(filter))
    const outcomes = await Promise.all(unknown.map(filter => this.#subscribe(filter, 1)))
    for (const filter of unknown) this.#held.delete(filter)
    const [refused] = outcomes.filter(outcome => outcome !== undefined)
    if (refused) throw refused[1]
    if (unknown.length > 0) await this.#unsubscribe(unknown)
  }

  /** Something was subscribed before our time; the topic of its message is the best guess at its filter. */
  async drop(topic: string): Promise<void> {
    if (this.#dropped.has(topic) || this.#dropped.size >= 1000) return
    if ([...this.#held.keys()].some(filter => matches(filter, topic))) return
    this.#dropped.add(topic)
    await this.#unsubscribe([topic])
  }

  async #subscribe(filter: string, qos: QoS): Promise<[string, Error] | undefined> {
    const { client, log } = this.#options
    const id = this.#held.get(filter)?.id ?? this.#newId(filter)
    try {
      this.#assertConnected()
      const [granted] = await client.subscribeAsync(
        { [filter]: { qos, rh: 1, rap: true } },
        { qos, ...(this.#identified && { properties: { subscriptionIdentifier: id } }) }
      )
      if (granted && granted.qos < qos) log.warn('the broker grants less', { filter, asked: qos, granted: granted.qos })
      this.#held.set(filter, { qos, id })
      return undefined
    } catch (error) {
      const refusal = (error as { packet?: { granted: number[] } }).packet
      if (!refusal) throw error
      return [filter, refused(filter, refusal.granted[0] as number)]
    }
  }

  async #unsubscribe(filters: string[]): Promise<void> {
    this.#assertConnected()
    await this.#options.client.unsubscribeAsync(filters)
  }

  /** MQTT.js keeps what it cannot send for a reconnect that never comes. */
  #assertConnected(): void {
    if (!this.#options.client.connected) throw new FlowError('INTEGRATION_AWAY', 'the broker is not connected')
  }

  #newId(filter: string): number {
    const before = [...this.#filters].find(([, of]) => of === filter)
    const id = before?.[0] ?? Math.max(0, ...this.#filters.keys()) + 1
    this.#filters.set(id, filter)
    return id
  }

  get #key(): string {
    return `subscriptions ${this.#options.name}`
  }

  async #save(): Promise<void> {
    await this.#options.storage?.set(this.#key, Object.fromEntries(this.#held))
  }
}

const refused = (filter: string, code: number): FlowError =>
  new FlowError(
    'SUBSCRIBE_REFUSED',
    `the broker refuses to subscribe to ${filter}: ${inWords(code)}. Allow it in the broker's access rules, or remove the topic`
  )
