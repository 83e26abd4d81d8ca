import type { Message } from '@google-cloud/pubsub'
import { decodePayload, type Limits, type Outgoing, type PayloadKind, RejectedError } from '@millrace/sdk'
import { shortName } from './names.ts'

export interface Reading {
  readonly message: Outgoing
  /** Why it cannot become a message as it was asked for; its payload are the bytes then. */
  readonly rejected?: Error
}

/** A message as flows see it. */
export const readMessage = (
  received: Message,
  topic: string | undefined,
  kind: PayloadKind,
  { bytes: most = Number.POSITIVE_INFINITY }: Limits
): Reading => {
  const { data } = received
  try {
    if (data.length > most) throw new RejectedError(`the payload has ${data.length} bytes; the limit is ${most}`)
    return { message: shaped(received, topic, decodePayload(kind, data)) }
  } catch (error) {
    return { message: shaped(received, topic, new Uint8Array(data)), rejected: error as Error }
  }
}

const shaped = (
  { attributes, id, publishTime, orderingKey, deliveryAttempt }: Message,
  topic: string | undefined,
  payload: unknown
): Outgoing => {
  const message: Record<string, unknown> = { payload, attributes, messageId: id, publishTime: publishTime.getTime() }
  if (topic !== undefined) message.topic = shortName(topic)
  if (orderingKey) message.orderingKey = orderingKey
  if (deliveryAttempt > 0) message.deliveryAttempt = deliveryAttempt
  return message
}
