import type { Receiver, Sender } from 'rhea'
import { isCbs, isManagement, parseAddress } from './address.ts'
import type { Entities } from './entities.ts'
import type { EventHubsSetup } from './options.ts'
import { Reader } from './reader.ts'
import { refuse, type Visitor } from './visitor.ts'

/** Which links a client may open: only to what exists, and only with the claim that it takes. */
export class Links {
  readonly #entities: Entities
  readonly #setup: EventHubsSetup
  readonly #visitors: () => Iterable<Visitor>

  constructor(entities: Entities, setup: EventHubsSetup, visitors: () => Iterable<Visitor>) {
    this.#entities = entities
    this.#setup = setup
    this.#visitors = visitors
  }

  /** The client wants to send. */
  toServer(link: Receiver, visitor: Visitor): void {
    const address = String(link.target.address)
    link.set_target({ address })
    link.set_source(link.source)
    announceLargest(link, this.#setup.largest)
    if (isCbs(address) || isManagement(address)) return
    const { hub, partition } = parseAddress(address)
    const entity = this.#entities.get(hub)
    if (entity === undefined || (partition !== undefined && entity.partitions[Number(partition)] === undefined))
      notFound(link, address)
    else if (!visitor.may('Send')) unauthorized(link, 'Send', address)
  }

  /** The client wants to receive. */
  toClient(link: Sender, visitor: Visitor): void {
    const address = String(link.source.address)
    link.set_source({ ...link.source, address })
    link.set_target(link.target)
    if (isCbs(address) || isManagement(address)) {
      visitor.replies.set(String(link.target.address), link)
      visitor.replies.set(link.name, link)
      return
    }
    const { hub, group = '$Default', partition } = parseAddress(address)
    const entity = this.#entities.get(hub)
    const log = entity?.partitions[Number(partition)]
    if (log === undefined || !entity?.groups.has(group.toLowerCase())) notFound(link, address)
    else if (!visitor.may('Listen')) unauthorized(link, 'Listen', address)
    else {
      const reader = new Reader(link, group, log)
      if (this.#admit(reader)) visitor.readers.add(reader)
    }
  }

  /** The highest owner level of a group has the partition for itself. */
  #admit(reader: Reader): boolean {
    for (const other of [...this.#visitors()].flatMap(({ readers }) => [...readers])) {
      if (other.partition !== reader.partition || other.group !== reader.group) continue
      if (other.epoch === undefined && reader.epoch === undefined) continue
      const [loser, winner] = (reader.epoch ?? -1) >= (other.epoch ?? -1) ? [other, reader] : [reader, other]
      refuse(loser.link, 'amqp:link:stolen', `A receiver with the epoch ${winner.epoch} has the partition.`)
      loser.close()
      if (loser === reader) return false
    }
    return true
  }
}

/** rhea has no public way to say the size. */
const announceLargest = (link: Receiver, largest: number): void => {
  Object.assign((link as unknown as { local: { attach: object } }).local.attach, { max_message_size: largest })
}

const notFound = (link: Sender | Receiver, address: string): void =>
  refuse(link, 'amqp:not-found', `The messaging entity '${address}' could not be found.`)

const unauthorized = (link: Sender | Receiver, claim: string, address: string): void =>
  refuse(
    link,
    'amqp:unauthorized-access',
    `Unauthorized access. '${claim}' claim(s) are required to perform this operation. Resource: '${address}'.`
  )
