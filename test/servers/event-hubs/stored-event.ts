import type { Message } from 'rhea'

/** One event as a partition keeps it. */
export interface StoredEvent {
  readonly sequence: number
  readonly offset: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly message: Message
}

/** What an event carried, as a foreign client would read it. */
export interface SeenEvent {
  readonly partition: string
  readonly body: Buffer
  readonly partitionKey: string | undefined
  readonly properties: Readonly<Record<string, unknown>>
  readonly messageId: unknown
  readonly contentType: string | undefined
  readonly correlationId: unknown
}

/** Reads an event that a client sent. */
export const seen = (partition: string, { message }: StoredEvent): SeenEvent => ({
  partition,
  body: bytesOf(message.body),
  partitionKey: message.message_annotations?.['x-opt-partition-key'],
  properties: { ...message.application_properties },
  messageId: message.message_id,
  contentType: message.content_type,
  correlationId: message.correlation_id
})

const bytesOf = (body: unknown): Buffer => {
  const content = (body as { content?: unknown } | undefined)?.content ?? body
  return Buffer.isBuffer(content) ? content : Buffer.from(String(content ?? ''))
}
