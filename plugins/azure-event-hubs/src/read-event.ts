import type { ReceivedEventData } from '@azure/event-hubs'
import { decodePayload, type Limits, type Outgoing, type PayloadKind, RejectedError } from '@millrace/sdk'

export interface ReadEvent {
  readonly message: Outgoing
  /** Why it cannot become the message that was asked for. */
  readonly rejected?: Error
}

/** What a flow is given of an event. */
export const readEvent = (
  event: ReceivedEventData,
  { payload, partition, limits }: { readonly payload: PayloadKind; readonly partition: string; readonly limits: Limits }
): ReadEvent => {
  const body = bodyOf(event.body)
  const rest = {
    partition,
    offset: event.offset,
    sequenceNumber: event.sequenceNumber,
    enqueuedTime: event.enqueuedTimeUtc,
    ...(event.partitionKey !== null && event.partitionKey !== undefined && { partitionKey: event.partitionKey }),
    ...(event.messageId !== undefined && { messageId: plain(event.messageId) }),
    ...(event.contentType !== undefined && { contentType: event.contentType }),
    ...(event.correlationId !== undefined && { correlationId: plain(event.correlationId) }),
    properties: plain(event.properties ?? {}),
    systemProperties: plain(event.systemProperties ?? {})
  }
  if (!(body instanceof Uint8Array)) return { message: { payload: plain(body), ...rest } }
  try {
    const { bytes: most = Number.POSITIVE_INFINITY } = limits
    if (body.length > most) throw new RejectedError(`the event has ${body.length} bytes; the limit is ${most}`)
    return { message: { payload: decodePayload(payload, body), ...rest } }
  } catch (error) {
    return { message: { payload: new Uint8Array(body), ...rest }, rejected: error as Error }
  }
}

/** Data may come in several sections. A value that is no data has a type already, given by whoever sent it with AMQP. */
const bodyOf = (body: unknown): unknown =>
  Array.isArray(body) && body.length > 0 && body.every(part => part instanceof Uint8Array) ? Buffer.concat(body) : body

/** AMQP's own kinds of values as plain ones: buffers that share memory become bytes, unknown objects what they hold. */
const plain = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return new Uint8Array(value)
  if (value instanceof Date || value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]))
}
