import type { EventHubConsumerClient, ReceivedEventData } from '@azure/event-hubs'
import { FlowError, type TriggerContext } from '@millrace/sdk'
import { Checkpoints } from './checkpoints.ts'
import type { Held } from './clients.ts'
import type { Hub } from './hub.ts'
import { type Emission, PartitionReader, PREFETCH } from './partition-reader.ts'
import { startingPlaces } from './starting-places.ts'

export type HubReaderOptions = Pick<TriggerContext<unknown, Hub>, 'connection' | 'storage' | 'log' | 'emit'> & {
  readonly window: number
  read(event: ReceivedEventData, partition: string): Emission | undefined
}

/** Reads a hub for one trigger: all its partitions, those that are added later too, over a connection of its own. */
export class HubReader {
  readonly #options: HubReaderOptions
  readonly #checkpoints: Checkpoints
  readonly #readers = new Map<string, PartitionReader>()
  readonly #opening = new Map<string, PromiseWithResolvers<void>>()
  readonly #consumer: Held<EventHubConsumerClient>
  readonly #unfollow: () => void
  #stopped = false

  constructor(options: HubReaderOptions) {
    this.#options = options
    const { connection, storage } = options
    this.#checkpoints = new Checkpoints(storage, connection.identity)
    this.#consumer = connection.consumer({
      credit: PREFETCH,
      attached: address => this.#opening.get(address.slice(address.lastIndexOf('/') + 1))?.resolve(),
      lost: () => {
        const gone = new FlowError('CONNECTION_LOST', 'the connection to the hub ended')
        for (const { reject } of this.#opening.values()) reject(gone)
        connection.lost(gone)
      }
    })
    this.#unfollow = connection.onPartitions(() => {
      this.start().catch((error: Error) => connection.lost(error))
    })
  }

  /** Resolves when every partition is being read. Rejects with what the far side does not allow. */
  async start(): Promise<void> {
    const { connection } = this.#options
    const added = connection.partitions.filter(partition => !this.#readers.has(partition))
    const places = await startingPlaces(added, {
      checkpoints: this.#checkpoints,
      start: connection.start,
      properties: partition => connection.partitionProperties(partition)
    })
    if (this.#stopped) return
    for (const [partition, place] of places) {
      if (this.#readers.has(partition)) continue
      this.#opening.set(partition, Promise.withResolvers())
      const reader = this.#reader(partition)
      this.#readers.set(partition, reader)
      reader.start(this.#consumer.client, place)
    }
    await Promise.all([...this.#opening.values()].map(({ promise }) => promise))
    this.#opening.clear()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#unfollow()
    const closed = Promise.all([...this.#readers.values()].map(reader => reader.stop()))
    await Promise.all([closed, this.#consumer.close()])
  }

  #reader(partition: string): PartitionReader {
    const { connection, log, window, emit, read } = this.#options
    return new PartitionReader({
      partition,
      checkpoints: this.#checkpoints,
      window,
      log,
      emit,
      read: event => read(event, partition),
      failed: error => {
        const told = connection.explain(error, 'Listen')
        const opening = this.#opening.get(partition)
        if (opening) opening.reject(told)
        else if (!this.#stopped) connection.lost(told)
      }
    })
  }
}
