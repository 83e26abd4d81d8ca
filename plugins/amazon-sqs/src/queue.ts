import type { Limits } from '@millrace/sdk'
import type { Listener } from './held-message.ts'
import type { QueueUrl } from './queue-url.ts'
import type { Sending, Sent } from './sender.ts'

/** A queue, as triggers and outputs see it. */
export interface Queue extends QueueUrl {
  readonly limits: Limits
  /** Resolves to what ends the listening; `forGood` when the whole runtime stops. Rejects when a permission is missing. */
  listen(listener: Listener): Promise<(forGood: boolean) => void>
  /** Resolves when SQS has the message. */
  send(sending: Sending): Promise<Sent>
  /** Asks SQS whether all of this is allowed. */
  ask(permission: Permission): Promise<string>
}

export const permissions = ['receive', 'delete', 'change visibility', 'send'] as const
export type Permission = (typeof permissions)[number]
