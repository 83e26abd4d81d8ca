import type { Receipt } from '@millrace/sdk'
import type { IPublishPacket } from 'mqtt'
import type { QoS } from './qos.ts'
import { isShared, matches, widest } from './topic-match.ts'

/** Who wants to hear messages: a trigger. */
export interface Listener {
  /** The same for a trigger before and after a deploy that changes it. */
  readonly id: string
  readonly topics: readonly string[]
  readonly qos: QoS
  /** Resolves when there is room for another. */
  hear(message: Heard, receipt: Receipt): Promise<void>
}

/** A message as a listener gets it. */
export interface Heard {
  readonly packet: IPublishPacket
  /** The same when the broker sends the message again; undefined for QoS 0, which comes once or never. */
  readonly id: string | undefined
  /** The broker sends it again, after a crash too, until it is acknowledged. */
  readonly redelivers: boolean
}

/** A listener with what is known about it in one session. */
export class Listening {
  readonly listener: Listener
  /** The topics, less those that another of them covers: who hears `a/#` and `a/b` wants each message once. */
  readonly filters: ReadonlySet<string>
  /** Counted up with every listener of the session. */
  readonly since: number

  constructor(listener: Listener, since: number) {
    const { topics } = listener
    this.listener = listener
    this.filters = new Set([...topics.filter(isShared), ...widest(topics.filter(topic => !isShared(topic)))])
    this.since = since
  }
}

/** Whether one of the filters matches. */
export const hears = ({ filters }: Pick<Listening, 'filters'>, topic: string): boolean => {
  for (const filter of filters) if (matches(filter, topic)) return true
  return false
}
