import type { Guarantee, Handler, Message, Outgoing } from '@millrace/sdk'
import type { Readings } from '../config-host.ts'
import type { User } from '../connection/connection.ts'
import type { ChosenDoors } from '../delivery/chosen-doors.ts'
import { Door } from '../delivery/door.ts'
import type { Pacer } from '../delivery/pacer.ts'
import type { RetryPolicy } from '../files/flow.ts'
import type { Releases } from '../release.ts'
import type { Counts } from './counts.ts'

export interface UnitParts {
  readonly address: string
  readonly type: string
  readonly name: string
  readonly integration: string | undefined
  readonly handler: Handler
  readonly door: Door | ChosenDoors | undefined
  readonly guarantee: Guarantee
  /** It keeps messages after others: what it keeps may be journaled here. */
  readonly holds: boolean
  /** Its own policy; without one what fails is tried again from where it entered. */
  readonly retry: Required<RetryPolicy> | undefined
  readonly counts: Counts
  readonly readings: Readings
  readonly releases: Releases
  readonly press: ((input: unknown) => unknown) | undefined
  /** Applied to every message that leaves; freezes in development. */
  readonly finish: ((message: Message) => Message) | undefined
}

/** A running node. A deploy that does not change it hands it on to the new graph. */
export class Unit implements User {
  readonly kind = 'node'
  readonly address: string
  readonly type: string
  name: string
  readonly integration: string | undefined
  readonly handler: Handler
  readonly door: Door | ChosenDoors | undefined
  readonly guarantee: Guarantee
  readonly holds: boolean
  readonly retry: Required<RetryPolicy> | undefined
  readonly counts: Counts
  readonly readings: Readings
  readonly press: ((input: unknown) => unknown) | undefined
  readonly #releases: Releases
  readonly #finish: ((message: Message) => Message) | undefined

  constructor(parts: UnitParts) {
    this.address = parts.address
    this.type = parts.type
    this.name = parts.name
    this.integration = parts.integration
    this.handler = parts.handler
    this.door = parts.door
    this.guarantee = parts.guarantee
    this.holds = parts.holds
    this.retry = parts.retry
    this.counts = parts.counts
    this.readings = parts.readings
    this.press = parts.press
    this.#releases = parts.releases
    this.#finish = parts.finish
  }

  get doors(): Iterable<Door> {
    if (this.door === undefined) return []
    return this.door instanceof Door ? [this.door] : this.door.all
  }

  /** Deliveries that wait in front of it. */
  get waiting(): number {
    let waiting = 0
    for (const door of this.doors) waiting += door.waiting
    return waiting
  }

  /** A message leaves through an output: it is completed, counted, and remembered as the last that passed. */
  passed(outgoing: Outgoing, _msgid: string, port: number): Message {
    let message = (outgoing._msgid === undefined ? { ...outgoing, _msgid } : outgoing) as Message
    if (this.#finish) message = this.#finish(message)
    const { sent, last } = this.counts
    sent[port] = (sent[port] ?? 0) + 1
    last[port] = message
    return message
  }

  remember(port: number, message: Message): void {
    this.counts.last[port] = message
  }

  up(connection: unknown, pacer: Pacer): void {
    if (this.door instanceof Door) this.door.open(connection, pacer)
  }

  down(): void {
    if (this.door instanceof Door) this.door.close()
  }

  async stop(): Promise<void> {
    for (const door of this.doors) door.clear()
    await this.#releases.close()
  }
}
