import rhea, { type Sender } from 'rhea'
import type { Partition } from './partition.ts'
import type { StoredEvent } from './stored-event.ts'

const { types } = rhea

/** One receiver of a client: is sent the events of a partition, from a position on, as far as it has given credit. */
export class Reader {
  readonly link: Sender
  readonly group: string
  readonly partition: Partition
  /** A receiver with an owner level wants the partition for itself within its group. */
  readonly epoch: number | undefined
  #next: number
  #sent = 0
  readonly #unfollow: () => void

  constructor(link: Sender, group: string, partition: Partition) {
    this.link = link
    this.group = group.toLowerCase()
    this.partition = partition
    const epoch = link.properties?.['com.microsoft:epoch']
    this.epoch = epoch === undefined ? undefined : Number(epoch)
    this.#next = partition.indexOf(filterOf(link))
    this.#unfollow = partition.follow(() => this.send())
  }

  /** What the client has asked for and not yet been given. rhea counts only what has left. */
  get credit(): number {
    const { credit, delivery_count: left } = this.link as unknown as { credit: number; delivery_count: number }
    return credit - (this.#sent - left)
  }

  send(): void {
    while (this.link.is_open() && this.link.sendable() && this.credit > 0) {
      const event = this.partition.log[this.#next]
      if (event === undefined) return
      this.#next++
      this.#sent++
      this.link.send(stamped(event))
    }
  }

  close(): void {
    this.#unfollow()
  }
}

const filterOf = ({ source }: Sender): string => {
  const filter = (source.filter as Record<string, unknown> | undefined)?.['apache.org:selector-filter:string']
  return String((filter as { value?: unknown } | undefined)?.value ?? filter ?? '')
}

const stamped = ({ message, sequence, offset, at }: StoredEvent) => ({
  ...message,
  message_annotations: {
    ...message.message_annotations,
    'x-opt-sequence-number': types.wrap_long(sequence),
    'x-opt-offset': offset,
    'x-opt-enqueued-time': types.wrap_timestamp(at)
  }
})
