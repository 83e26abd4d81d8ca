import type { Message as SqsMessage } from '@aws-sdk/client-sqs'
import { type Limits, type Outgoing, type PayloadKind, RejectedError } from '@millrace/sdk'
import { readAttributes } from './attributes.ts'
import { decodeBody } from './payload.ts'

/** System attributes that are numbers; the others are text. */
const numbers = new Set(['ApproximateFirstReceiveTimestamp', 'ApproximateReceiveCount', 'SentTimestamp'])

export interface ReadMessage {
  readonly message: Outgoing
  /** Why it cannot become the message that was asked for. */
  readonly rejected?: Error
}

/** What a flow is given of a message from a queue. */
export const readMessage = (
  { MessageId, Body = '', MessageAttributes, Attributes = {} }: SqsMessage,
  { payload, queueUrl, limits }: { readonly payload: PayloadKind; readonly queueUrl: string; readonly limits: Limits }
): ReadMessage => {
  const rest = {
    messageId: MessageId,
    messageAttributes: readAttributes(MessageAttributes),
    systemAttributes: Object.fromEntries(
      Object.entries(Attributes).map(([name, value]) => [name, numbers.has(name) ? Number(value) : value])
    ),
    queueUrl
  }
  try {
    const { bytes: most = Number.POSITIVE_INFINITY } = limits
    const bytes = Buffer.byteLength(Body)
    if (bytes > most) throw new RejectedError(`the body has ${bytes} bytes; the limit is ${most}`)
    return { message: { payload: decodeBody(payload, Body), ...rest } }
  } catch (error) {
    return { message: { payload: Body, ...rest }, rejected: error as Error }
  }
}
