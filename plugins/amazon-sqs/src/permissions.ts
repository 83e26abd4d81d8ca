import { FlowError, RetryError } from '@millrace/sdk'
import { isConnectionFault } from './aws-errors.ts'
import type { Client } from './client.ts'

/** No queue ever gave this out. */
const NOBODYS_HANDLE = 'millrace-asks-whether-it-may'

/** SQS looks at what it is asked for only after it has found it allowed: any other refusal says that it is. */
const asked = async (request: () => Promise<unknown>): Promise<void> => {
  try {
    await request()
  } catch (error) {
    const { code } = error as { code?: unknown }
    const told = !(error instanceof FlowError) || error instanceof RetryError
    if (told || code === 'PERMISSION_MISSING' || isConnectionFault(error)) throw error
  }
}

/** With a receipt handle of no message. */
export const askToDelete = (client: Client): Promise<void> =>
  asked(() => client.delete([{ Id: '0', ReceiptHandle: NOBODYS_HANDLE }]))

/** With a receipt handle of no message. */
export const askToHide = (client: Client): Promise<void> =>
  asked(() => client.changeVisibility([{ Id: '0', ReceiptHandle: NOBODYS_HANDLE, VisibilityTimeout: 0 }]))

/** With a message that no queue takes: a forbidden character, and a delay that is too long. */
export const askToSend = async (client: Client, fifo: boolean): Promise<void> => {
  const entry = { Id: '0', MessageBody: '\u0001', DelaySeconds: 901 }
  await asked(() => client.send([fifo ? { ...entry, MessageGroupId: 'millrace' } : entry]))
}

/**
 * Looks at one message without taking it. That counts as a receive, and a queue with a redrive policy moves messages
 * away that were received too often: there, more messages are asked for than SQS gives, which it refuses.
 */
export const askToReceive = async (
  client: Client,
  signal: AbortSignal,
  { RedrivePolicy }: Readonly<Record<string, string>>
): Promise<string> => {
  const most = RedrivePolicy ? 11 : 1
  await asked(() => client.receive(signal, { visibility: 0, wait: 0, most }))
  return RedrivePolicy ? 'no message was looked at, because that counts for the redrive policy' : 'no message was taken'
}
