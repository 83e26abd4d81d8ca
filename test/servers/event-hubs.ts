import rhea, { type Message } from 'rhea'
import type { Policy } from './event-hubs/claims.ts'
import { Entities, type EntityOptions } from './event-hubs/entities.ts'
import type { EventHubsOptions } from './event-hubs/options.ts'
import { AmqpServer } from './event-hubs/server.ts'
import { type SeenEvent, seen } from './event-hubs/stored-event.ts'

export type { Claim, Policy } from './event-hubs/claims.ts'
export type { EventHubsOptions } from './event-hubs/options.ts'
export type { SeenEvent } from './event-hubs/stored-event.ts'

/** A namespace of Azure Event Hubs on a port of its own. It speaks AMQP 1.0 as far as the SDK does, and keeps its events in memory. */
export interface EventHubs {
  readonly port: number
  /** `policy` is one of the options; another key than its own is refused. */
  connectionString(options?: { hub?: string; policy?: string; key?: string }): string
  /** Makes a hub; one of the same name goes, with its events. */
  create(hub: string, options?: EntityOptions): void
  remove(hub: string): void
  /** Adds partitions, as the higher tiers can. */
  widen(hub: string, partitions: number): void
  /** What a foreign client sends: a body, or a whole AMQP message. */
  send(
    hub: string,
    events: readonly (string | Buffer | Partial<Message>)[],
    to?: { key?: string; partition?: string }
  ): void
  /** All events of a hub in the order of their partitions. */
  events(hub: string): readonly SeenEvent[]
  /** Sequence number of the last event of each partition, -1 for an empty one. */
  lastSequences(hub: string): Readonly<Record<string, number>>
  /** How many more events of a hub its receivers have asked for. */
  credit(hub: string): number
  /** How many messages clients have sent; one may hold many events. */
  readonly transfers: number
  /** How often a token was refused. */
  readonly refusals: number
  /** Breaks every connection without a good-bye. */
  sever(): void
  /** Ends the links of all receivers; the connections stay. */
  detachReaders(): void
  /** Goes away; what it holds stays. */
  stop(): Promise<void>
  /** Is back on the same port. */
  start(): Promise<void>
}

const everything: Readonly<Record<string, Policy>> = {
  RootManageSharedAccessKey: { key: 'water-wheel', claims: ['Manage', 'Listen', 'Send'] }
}

export const startEventHubs = async (options: EventHubsOptions = {}): Promise<EventHubs> => {
  const { hubs = { telemetry: {} }, policies = everything, largest = 1_048_576 } = options
  const entities = new Entities()
  for (const [name, hub] of Object.entries(hubs)) entities.create(name, hub)
  const server = new AmqpServer(entities, { ...options, policies, largest })
  const port = await server.listen(0)
  const entity = (name: string) => {
    const found = entities.get(name)
    if (found === undefined) throw new Error(`there is no hub ${name}`)
    return found
  }
  return {
    port,
    connectionString({ hub, policy = Object.keys(policies)[0] as string, key = policies[policy]?.key ?? '' } = {}) {
      const parts = [
        `Endpoint=sb://127.0.0.1:${port}`,
        `SharedAccessKeyName=${policy}`,
        `SharedAccessKey=${key}`,
        ...(options.tls ? [] : ['UseDevelopmentEmulator=true']),
        ...(hub === undefined ? [] : [`EntityPath=${hub}`])
      ]
      return parts.join(';')
    },
    create: (hub, made) => entities.create(hub, made),
    remove: hub => entities.remove(hub),
    widen: (hub, partitions) => entities.widen(entity(hub), partitions),
    send(hub, events, { key, partition } = {}) {
      const annotations = key === undefined ? {} : { message_annotations: { 'x-opt-partition-key': key } }
      const messages = events.map(event => ({ ...annotations, ...asMessage(event) }) as Message)
      for (const message of messages) entities.append(entity(hub), [message], { partition, key })
    },
    events: hub => entity(hub).partitions.flatMap(({ id, log }) => log.map(event => seen(id, event))),
    lastSequences: hub => Object.fromEntries(entity(hub).partitions.map(({ id, last }) => [id, last?.sequence ?? -1])),
    credit: hub => server.credit(entity(hub)),
    get transfers() {
      return server.transfers
    },
    get refusals() {
      return server.refusals
    },
    sever: () => server.sever(),
    detachReaders: () => server.detachReaders(),
    stop: () => server.close(),
    async start() {
      await server.listen(port)
    }
  }
}

const asMessage = (event: string | Buffer | Partial<Message>): Partial<Message> => {
  if (typeof event !== 'string' && !Buffer.isBuffer(event)) return event
  return { body: rhea.message.data_section(Buffer.from(event)) } as Partial<Message>
}
