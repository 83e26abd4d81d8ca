/** Through which subscription a trigger wants to hear. */
export interface Wish {
  /** Address of the trigger. */
  readonly owner: string
  /** Full name of the subscription. */
  readonly subscription: string
  /** Full name of the topic; unknown for a subscription that people made. */
  readonly topic?: string
  /** How the subscription is made; one that people made is never made nor removed here. */
  readonly making?: Making
  readonly exactlyOnce: boolean
  /** Un-acknowledged messages at a time. */
  readonly maxMessages: number
  /** Minutes for which a message is kept from others at most. */
  readonly maxExtension: number
}

/** What a subscription is made with and cannot all be changed later. */
export interface Making {
  readonly enableMessageOrdering: boolean
  readonly enableExactlyOnceDelivery: boolean
  readonly filter: string
  readonly retryPolicy: { readonly minimumBackoff: Seconds; readonly maximumBackoff: Seconds } | null
  readonly deadLetterPolicy: { readonly deadLetterTopic: string; readonly maxDeliveryAttempts: number } | null
}

export interface Seconds {
  readonly seconds: number
}
