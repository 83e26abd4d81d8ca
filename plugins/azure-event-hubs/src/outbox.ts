import type { EventData, EventDataBatch, EventHubProducerClient } from '@azure/event-hubs'
import { FlowError, type Limits, RejectedError } from '@millrace/sdk'

/** Where in the hub an event goes; anywhere when neither is given. */
export interface Route {
  readonly partitionKey?: string
  readonly partitionId?: string
}

export interface OutboxOptions {
  readonly eventHub: string
  readonly client: Pick<EventHubProducerClient, 'createBatch' | 'sendBatch'>
  readonly limits: Limits
  explain(error: Error): FlowError
}

interface Waiting {
  readonly event: EventData
  resolve(): void
  reject(error: Error): void
}

interface Lane {
  readonly route: Route
  readonly waiting: Waiting[]
  /** Batches that may be on their way at the same time. */
  readonly most: number
  underWay: number
  /** A batch is being made: it takes what comes meanwhile. */
  filling: boolean
}

/** Batches on their way to any partition. The service deals them out over the partitions, so that they have no order to keep. */
const ABREAST = 4

/** Sends to one hub: what waits for the same place goes out together, in order, one batch at a time where there is an order. */
export class Outbox {
  readonly #options: OutboxOptions
  readonly #lanes = new Map<string, Lane>()
  readonly #gone = Promise.withResolvers<never>()

  constructor(options: OutboxOptions) {
    this.#options = options
    this.#gone.promise.catch(() => {})
  }

  get eventHub(): string {
    return this.#options.eventHub
  }

  /** Resolves when the hub has the event. */
  send(event: EventData & { readonly body: Uint8Array }, route: Route): Promise<void> {
    const { bytes: most = Number.POSITIVE_INFINITY } = this.#options.limits
    if (event.body.length > most)
      throw new RejectedError(`the event has ${event.body.length} bytes; the limit is ${most}`)
    return new Promise((resolve, reject) => {
      const key = route.partitionId === undefined ? `key ${route.partitionKey ?? ''}` : `partition ${route.partitionId}`
      const anywhere = route.partitionId === undefined && route.partitionKey === undefined
      const made: Lane = { route, waiting: [], most: anywhere ? ABREAST : 1, underWay: 0, filling: false }
      const lane = this.#lanes.get(key) ?? made
      this.#lanes.set(key, lane)
      lane.waiting.push({ event, resolve, reject })
      this.#more(key, lane)
    })
  }

  /** The connection is gone: what the hub has not confirmed is not sent. */
  close(): void {
    this.#gone.reject(new FlowError('INTEGRATION_AWAY', 'the connection to the hub ended before it answered'))
  }

  #more(key: string, lane: Lane): void {
    if (lane.waiting.length > 0 && !lane.filling && lane.underWay < lane.most) void this.#send(key, lane)
    else if (lane.waiting.length === 0 && lane.underWay === 0) this.#lanes.delete(key)
  }

  async #send(key: string, lane: Lane): Promise<void> {
    let sending: readonly Waiting[] | undefined
    lane.underWay++
    lane.filling = true
    try {
      const batch = await this.#orGone(this.#options.client.createBatch(lane.route))
      sending = take(lane, batch)
      lane.filling = false
      this.#more(key, lane)
      if (sending.length > 0) await this.#orGone(this.#options.client.sendBatch(batch))
      for (const { resolve } of sending) resolve()
    } catch (error) {
      const told = this.#options.explain(error as Error)
      for (const { reject } of sending ?? lane.waiting.splice(0)) reject(told)
      if (sending === undefined) lane.filling = false
    } finally {
      lane.underWay--
      this.#more(key, lane)
    }
  }

  #orGone<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#gone.promise])
  }
}

/** As many as fit, from the front. What does not even fit alone, or is no event, is rejected. */
const take = (lane: Lane, batch: EventDataBatch): readonly Waiting[] => {
  const taken: Waiting[] = []
  let seen = 0
  for (const waiting of lane.waiting) {
    const outcome = tryAdd(batch, waiting.event)
    if (outcome === false && taken.length > 0) break
    seen++
    if (outcome === true) taken.push(waiting)
    else if (outcome !== false) waiting.reject(new RejectedError(outcome.message, { cause: outcome }))
    else waiting.reject(new RejectedError(`the event is too large: the hub takes ${batch.maxSizeInBytes} bytes`))
  }
  lane.waiting.splice(0, seen)
  return taken
}

const tryAdd = (batch: EventDataBatch, event: EventData): boolean | Error => {
  try {
    return batch.tryAdd(event)
  } catch (error) {
    return error as Error
  }
}
