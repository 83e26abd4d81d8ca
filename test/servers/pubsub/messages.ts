/** What travels, in the names of the protos. */
export interface StoredMessage {
  readonly data: Buffer
  readonly attributes: Readonly<Record<string, string>>
  readonly messageId: string
  readonly publishTime: { readonly seconds: number; readonly nanos: number }
  readonly orderingKey: string
}

export interface TopicConfig {
  readonly name: string
}

export interface SubscriptionConfig {
  readonly name: string
  topic: string
  readonly ackDeadlineSeconds: number
  readonly enableMessageOrdering: boolean
  readonly enableExactlyOnceDelivery: boolean
  readonly filter: string
  readonly deadLetterPolicy: object | null
  readonly retryPolicy: object | null
}

export interface ReceivedMessage {
  readonly ackId: string
  readonly message: StoredMessage
  readonly deliveryAttempt: number
}
