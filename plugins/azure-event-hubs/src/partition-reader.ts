import type { EventHubConsumerClient, EventPosition, ReceivedEventData, Subscription } from '@azure/event-hubs'
import type { Log, Origin, Outgoing, Receipt } from '@millrace/sdk'
import { CheckpointWriter } from './checkpoint-writer.ts'
import type { Checkpoints } from './checkpoints.ts'
import { Prefix } from './prefix.ts'
import { Refusals } from './refusals.ts'

/** An event as its flow gets it. */
export interface Emission {
  readonly message: Outgoing
  readonly origin: Origin
}

export interface PartitionReaderOptions {
  readonly partition: string
  readonly checkpoints: Checkpoints
  /** How many events may lie behind the durable checkpoint: as many come twice at most, after a crash. */
  readonly window: number
  readonly log: Log
  /** Undefined when the flow has no interest in the event. */
  read(event: ReceivedEventData): Emission | undefined
  emit(message: Outgoing, receipt: Receipt, origin: Origin): Promise<void>
  /** The SDK could not go on. */
  failed(error: Error): void
}

/** Events that the SDK hands over at a time, and those that it may keep. */
export const BATCH = 256
export const PREFETCH = 512
/** Seconds after which a receiver looks whether its link is still there. */
const LOOK = 1

/** Reads one partition: hands its events over in order, as far as the window allows, and keeps its checkpoint. */
export class PartitionReader {
  readonly #options: PartitionReaderOptions
  readonly #prefix: Prefix
  readonly #writer: CheckpointWriter
  readonly #refusals: Refusals
  #subscription: Subscription | undefined
  /** Sequence numbers of the last event that was handed over, and of the last one that a crash would not repeat. */
  #last = -1
  #durable: number | undefined
  #stopped = false
  #resume: (() => void) | undefined

  constructor(options: PartitionReaderOptions) {
    this.#options = options
    const { partition, checkpoints, log } = options
    this.#prefix = new Prefix(position => this.#advanced(position.sequenceNumber))
    this.#refusals = new Refusals(() => this.#resume?.())
    this.#writer = new CheckpointWriter({
      write: position =>
        this.#stopped ? checkpoints.writeLate(partition, position) : checkpoints.write(partition, position),
      written: ({ sequenceNumber }) => {
        this.#durable = sequenceNumber
        this.#resume?.()
      },
      failed: error => log.warn('checkpoint could not be written', { partition, error: error.message })
    })
  }

  start(client: EventHubConsumerClient, from: EventPosition): void {
    const { partition, failed } = this.#options
    const handlers = {
      processEvents: (events: ReceivedEventData[]) => this.#hear(events),
      processError: async (error: Error) => failed(error)
    }
    this.#subscription = client.subscribe(partition, handlers, {
      startPosition: from,
      maxBatchSize: BATCH,
      prefetchCount: PREFETCH,
      maxWaitTimeInSeconds: LOOK,
      skipParsingBodyAsJson: true
    })
  }

  /** Hears no more; the client that it reads with is closed besides. What is under way still moves the checkpoint. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#refusals.close()
    this.#resume?.()
    this.#subscription?.close().catch(() => {})
    await this.#writer.close()
  }

  async #hear(events: readonly ReceivedEventData[]): Promise<void> {
    for (const event of events) {
      // the SDK may begin again behind what it has handed over
      if (event.sequenceNumber <= this.#last) continue
      while (!this.#stopped && this.#mustWait) await this.#room()
      if (this.#stopped) return
      this.#last = event.sequenceNumber
      this.#durable ??= event.sequenceNumber - 1
      const finish = this.#prefix.take(event)
      const emission = this.#options.read(event)
      if (emission === undefined) finish()
      else await this.#offer(event.sequenceNumber, emission, finish)
    }
  }

  /** What was refused is offered again before anything new. */
  get #mustWait(): boolean {
    return this.#refusals.waiting || this.#last - (this.#durable ?? this.#last) >= this.#options.window
  }

  #room(): Promise<void> {
    return new Promise(resolve => {
      this.#resume = resolve
      void this.#writer.flush()
    })
  }

  async #offer(sequenceNumber: number, emission: Emission, finish: () => void): Promise<void> {
    const nack = () => this.#refusals.add(sequenceNumber, () => void this.#offer(sequenceNumber, emission, finish))
    const ack = () => {
      this.#refusals.reset()
      finish()
    }
    await this.#options.emit(emission.message, { ack, nack }, emission.origin).catch(nack)
  }

  #advanced(sequenceNumber: number): void {
    this.#writer.advance(this.#prefix.checkpoint as NonNullable<Prefix['checkpoint']>)
    if (sequenceNumber - (this.#durable ?? sequenceNumber) > this.#options.window / 2) void this.#writer.flush()
  }
}
