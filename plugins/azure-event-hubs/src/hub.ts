import { createHash } from 'node:crypto'
import type {
  EventHubConsumerClient,
  EventHubProducerClient,
  EventHubProperties,
  PartitionProperties
} from '@azure/event-hubs'
import { FlowError, type Limits } from '@millrace/sdk'
import type { Access } from './access.ts'
import type { AmqpListener } from './amqp-connection.ts'
import type { HubIdentity } from './checkpoints.ts'
import type { Clients, Held } from './clients.ts'
import type { HubConfig } from './config.ts'
import { explain } from './errors.ts'
import { Outbox } from './outbox.ts'

export interface HubOptions {
  readonly access: Access
  readonly clients: Clients
  readonly producer: Held<EventHubProducerClient>
  readonly properties: EventHubProperties
  readonly config: HubConfig
  readonly limits: Limits
  lost(error: Error): void
}

/** A hub that can be reached: what its triggers and outputs work with. */
export class Hub {
  readonly identity: HubIdentity
  /** Names the hub in the ids of its events. */
  readonly id: string
  readonly start: HubConfig['start']
  readonly partitionKeys: readonly string[]
  readonly limits: Limits
  readonly lost: (error: Error) => void
  /** Why it may not be listened to, as far as is known. */
  listening: FlowError | undefined
  readonly #options: HubOptions
  readonly #outboxes = new Map<string, Outbox>()
  readonly #producers: Held<EventHubProducerClient>[] = []
  readonly #followers = new Set<() => void>()
  #partitions: readonly string[]

  constructor(options: HubOptions) {
    const { access, properties, config, limits, lost, producer } = options
    const createdAt = properties.createdOn.getTime()
    this.#options = options
    this.identity = { host: access.host, eventHub: access.eventHub, group: config.consumerGroup, createdAt }
    this.id = createHash('sha256').update(`${access.host}/${access.eventHub}/${createdAt}`).digest('hex').slice(0, 8)
    this.start = config.start
    this.partitionKeys = config.partitionKeys
    this.limits = limits
    this.lost = lost
    this.#partitions = properties.partitionIds
    this.#outboxes.set(access.eventHub, this.#outbox(access.eventHub, producer))
  }

  get partitions(): readonly string[] {
    return this.#partitions
  }

  /** Calls `heard` when there are more partitions, until what it returns is called. */
  onPartitions(heard: () => void): () => void {
    this.#followers.add(heard)
    return () => void this.#followers.delete(heard)
  }

  partitionProperties(partition: string): Promise<PartitionProperties> {
    return this.#options.producer.client.getPartitionProperties(partition).catch((error: Error) => {
      throw this.explain(error)
    })
  }

  /** A connection of its own, to read with: a client of the SDK reads each partition once. */
  consumer(listener: AmqpListener): Held<EventHubConsumerClient> {
    return this.#options.clients.consumer(this.identity.group, listener)
  }

  /** What sends to this hub, or to another one of the same namespace. */
  outbox(eventHub = this.identity.eventHub): Outbox {
    const found = this.#outboxes.get(eventHub)
    if (found) return found
    const { access, clients } = this.#options
    if (access.scoped)
      throw new FlowError(
        'CONFIG_INVALID',
        `the connection string is of ${access.eventHub} alone, and not of ${eventHub}`
      )
    const gone = new FlowError('CONNECTION_LOST', 'the connection to the hub ended')
    const producer = clients.producer(eventHub, { lost: () => this.lost(gone) })
    this.#producers.push(producer)
    const outbox = this.#outbox(eventHub, producer)
    this.#outboxes.set(eventHub, outbox)
    return outbox
  }

  assertListening(): void {
    if (this.listening) throw this.listening
  }

  /** A batch is made for a link that is open, which takes the permission; nothing is sent. */
  async assertSending(): Promise<void> {
    await this.#options.producer.client.createBatch().catch((error: Error) => {
      throw this.explain(error, 'Send')
    })
  }

  explain(error: Error, permission?: 'Listen' | 'Send', eventHub = this.identity.eventHub): FlowError {
    const { access } = this.#options
    const group = permission === 'Listen' ? { group: this.identity.group } : {}
    return explain(error, { access, eventHub, ...group, ...(permission && { permission }) })
  }

  /** Looks whether the hub is there and is the same, and whether it has new partitions. */
  async probe(): Promise<void> {
    const { producer, access } = this.#options
    const { createdOn, partitionIds } = await producer.client.getEventHubProperties().catch((error: Error) => {
      throw this.explain(error)
    })
    if (createdOn.getTime() !== this.identity.createdAt)
      throw new FlowError('CONNECTION_LOST', `the event hub ${access.eventHub} was deleted and made again`)
    if (partitionIds.length <= this.#partitions.length) return
    this.#partitions = partitionIds
    for (const heard of this.#followers) heard()
  }

  async close(): Promise<void> {
    for (const outbox of this.#outboxes.values()) outbox.close()
    await Promise.all(this.#producers.map(producer => producer.close()))
  }

  #outbox(eventHub: string, { client }: Held<EventHubProducerClient>): Outbox {
    return new Outbox({
      eventHub,
      client,
      limits: this.limits,
      explain: error => this.explain(error, 'Send', eventHub)
    })
  }
}
