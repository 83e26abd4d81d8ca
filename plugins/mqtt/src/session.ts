import { randomUUID } from 'node:crypto'
import type { Log, Metrics } from '@millrace/sdk'
import type { IPublishPacket, MqttClient } from 'mqtt'
import { Alignment } from './alignment.ts'
import { Arrival } from './arrival.ts'
import { deferAcknowledgements } from './deferred-ack.ts'
import { Inbox } from './inbox.ts'
import { Lingering } from './lingering.ts'
import { hears, type Listener, Listening } from './listener.ts'
import type { Redeliveries } from './redeliveries.ts'
import { Routes } from './routes.ts'
import type { Subscriptions } from './subscriptions.ts'

export interface SessionOptions {
  readonly client: MqttClient
  readonly log: Log
  readonly metrics: Metrics
  readonly subscriptions: Subscriptions
  /** Kept when the session outlives its connection. */
  readonly redeliveries: Redeliveries | undefined
}

/** Milliseconds that a listener's filters stay subscribed after it left, for the one that a deploy puts in its place. */
const LINGER = 500
/** The same when nobody listens any more and the session is kept: this is what a runtime looks like that is being stopped. */
const LINGER_ALONE = 60_000
/** Milliseconds until a message that was refused is offered again. */
const OFFER_AGAIN = 1000

/** What arrives over one connection to a broker: routed to its listeners, acknowledged when they are all done. */
export class Session {
  readonly #options: SessionOptions
  readonly #routes = new Routes()
  readonly #inbox: Inbox
  readonly #epoch = randomUUID().slice(0, 8)
  readonly #unsettled = new Set<Arrival>()
  readonly #timers = new Set<ReturnType<typeof setTimeout>>()
  #alignment: Alignment | undefined
  #closed = false
  #messages = 0
  #listeners = 0

  /** Made before CONNECT is sent, because messages of a kept session come right behind CONNACK. */
  constructor(options: SessionOptions) {
    const { client, redeliveries, metrics } = options
    this.#options = options
    this.#inbox = new Inbox({
      redeliveries,
      take: (...message) => this.#take(...message),
      settled: (...message) => this.#settled(...message),
      lost: () => metrics.count('messages_lost')
    })
    deferAcknowledgements(client, {
      arrived: this.#inbox.arrived,
      released: messageId => redeliveries?.forget(messageId)
    })
  }

  /** The broker took us in. `identified`: its messages name their subscriptions. `ready`: every trigger has started. */
  open({ identified, ready }: { readonly identified: boolean; readonly ready: Promise<void> }): void {
    const { subscriptions, log } = this.#options
    const alignment = new Alignment({ routes: this.#routes, subscriptions, identified, log })
    this.#alignment = alignment
    const complete = async () => {
      alignment.complete = true
      await this.#inbox.open()
      await alignment.settle()
    }
    ready.then(complete).catch(this.#failed)
  }

  /** Resolves, once the broker has taken the subscriptions, to what ends the listening. */
  async listen(listener: Listener): Promise<() => void> {
    const listening = new Listening(listener, ++this.#listeners)
    this.#routes.add(listening)
    try {
      const refusal = (await this.#alignment?.settle())?.get(listening)
      if (refusal) throw refusal
    } catch (error) {
      this.#routes.remove(listening, this.#listeners)
      throw error
    }
    this.#takeOver(listening)
    return () => this.#leave(listening)
  }

  /** Nothing is acknowledged after this; what is safe later is remembered for when the broker sends it again. */
  async close(): Promise<void> {
    this.#closed = true
    this.#inbox.close()
    for (const timer of this.#timers) clearTimeout(timer)
    const { redeliveries } = this.#options
    await Promise.all([...this.#unsettled].map(({ packet, id }) => redeliveries?.remember(packet, id, false)))
  }

  #take(packet: IPublishPacket, acknowledge: () => void, before?: string): void {
    const { redeliveries, subscriptions } = this.#options
    if (!before && packet.qos > 0) void redeliveries?.forget(packet.messageId)
    const id = before ?? `${this.#epoch}.${++this.#messages}`
    const arrival = new Arrival(packet, id, () => {
      this.#unsettled.delete(arrival)
      this.#settled(packet, id, acknowledge)
    })
    if (packet.qos > 0) this.#unsettled.add(arrival)
    const { listening, lingering } = this.#routes.audience(packet, id => subscriptions.filterOf(id))
    for (const one of listening) this.#give(arrival, one)
    for (const one of lingering) one.hold(arrival)
    if (listening.length === 0 && lingering.length === 0) this.#unheard(packet)
    arrival.settle()
  }

  /** A subscription of an earlier time, which a kept session still has. */
  #unheard({ topic }: IPublishPacket): void {
    const { metrics, log, subscriptions } = this.#options
    metrics.count('messages_unheard')
    log.debug('message of a subscription that nobody uses', { topic })
    subscriptions.drop(topic).catch(this.#failed)
  }

  #give(arrival: Arrival, listening: Listening): void {
    const { metrics, redeliveries } = this.#options
    const { packet, id } = arrival
    const { qos } = packet
    const heard = { packet, id: qos > 0 ? id : undefined, redelivers: qos === 1 && redeliveries !== undefined }
    const refused = () => {
      if (qos === 0) metrics.count('messages_lost')
      else
        this.#later(OFFER_AGAIN, () => this.#routes.listening.has(listening) && listening.listener.hear(heard, receipt))
    }
    const receipt = arrival.give(listening.listener.id, refused)
    // what the broker still waits for bounds what it sends: safe in the journal alone would let it send without end
    void listening.listener.hear(heard, receipt).then(arrival.hold())
  }

  #settled(packet: IPublishPacket, id: string, acknowledge: () => void): void {
    const { redeliveries } = this.#options
    if (packet.qos === 0) return
    if (this.#closed) void redeliveries?.remember(packet, id, true)
    else if (packet.qos === 2 && redeliveries) void redeliveries.remember(packet, id, true).then(acknowledge)
    else {
      acknowledge()
      void redeliveries?.forget(packet.messageId)
    }
  }

  #leave(listening: Listening): void {
    this.#routes.remove(listening, this.#listeners)
    if (this.#closed) return
    const lingering = new Lingering(listening)
    this.#routes.lingering.add(lingering)
    const until = performance.now() + LINGER_ALONE
    const end = () => {
      const alone = this.#options.redeliveries !== undefined && this.#routes.listening.size === 0
      if (alone && performance.now() < until) this.#later(LINGER, end)
      else this.#forget(lingering)
    }
    this.#later(LINGER, end)
  }

  #forget(lingering: Lingering): void {
    if (!this.#routes.lingering.delete(lingering)) return
    this.#options.metrics.count('messages_unheard', lingering.held.filter(({ heard }) => !heard).length)
    lingering.end()
    this.#alignment?.settle().catch(this.#failed)
  }

  /** What came in between is heard now; who left under this id is back. */
  #takeOver(listening: Listening): void {
    const { id } = listening.listener
    for (const lingering of [...this.#routes.lingering]) {
      for (const arrival of lingering.held)
        if (!arrival.heardBy(id) && hears(listening, arrival.packet.topic)) this.#give(arrival, listening)
      if (lingering.listening.listener.id === id) this.#forget(lingering)
    }
  }

  #later(wait: number, call: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      call()
    }, wait)
    this.#timers.add(timer)
  }

  readonly #failed = (error: Error): void => {
    if (!this.#closed) this.#options.log.warn('broker session', { error: error.message })
  }
}
