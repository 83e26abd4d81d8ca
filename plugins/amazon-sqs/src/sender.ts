import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs'
import { FlowError, RejectedError, RetryError } from '@millrace/sdk'
import { attributeBytes, type WrittenAttributes } from './attributes.ts'
import { Batches } from './batches.ts'
import type { BatchResult, Client, EntryFault } from './client.ts'

/** A message as it goes to a queue. */
export interface Sending {
  /** Another queue of the same account and region, when it is not the integration's. */
  readonly url?: string
  readonly body: string
  readonly attributes: WrittenAttributes
  /** Seconds. */
  readonly delay?: number | undefined
  readonly group?: string
  readonly deduplication?: string
}

export interface Sent {
  readonly messageId: string
  /** Of FIFO queues. */
  readonly sequenceNumber?: string
}

export interface SenderOptions {
  readonly client: Client
  /** The most bytes that this queue takes of body and attributes. */
  largest(url: string | undefined): number
  /** The most bytes of body that people allow. */
  readonly bytes: number | undefined
}

interface Sized extends Sending {
  readonly bytes: number
}

/** Milliseconds before another try when SQS asks for fewer requests. */
const PATIENCE = 1000

/** Sends messages, many in one request; of those each succeeds or fails by itself. */
export class Sender {
  readonly #options: SenderOptions
  readonly #queues = new Map<string | undefined, Batches<Sized, Sent>>()

  constructor(options: SenderOptions) {
    this.#options = options
  }

  /** Resolves when SQS has it. */
  send(sending: Sending): Promise<Sent> {
    const { url, body, attributes } = sending
    const { bytes: allowed = Number.POSITIVE_INFINITY, largest } = this.#options
    const size = Buffer.byteLength(body)
    if (size > allowed) throw new RejectedError(`the message has ${size} bytes; the limit is ${allowed}`)
    const bytes = size + attributeBytes(attributes)
    const most = largest(url)
    if (bytes > most)
      throw new RejectedError(`the message has ${bytes} bytes with its attributes; the queue takes ${most}`)
    return this.#batches(url).add({ ...sending, bytes })
  }

  async drain(): Promise<void> {
    await Promise.all([...this.#queues.values()].map(batches => batches.drain()))
  }

  #batches(url: string | undefined): Batches<Sized, Sent> {
    const found = this.#queues.get(url)
    if (found) return found
    const batches = new Batches<Sized, Sent>({
      size: ({ bytes }) => bytes,
      key: ({ group }) => group,
      run: async sendings => outcomes(sendings, await this.#options.client.send(sendings.map(entry), url))
    })
    this.#queues.set(url, batches)
    return batches
  }
}

const entry = (
  { body, attributes, delay, group, deduplication }: Sending,
  i: number
): SendMessageBatchRequestEntry => ({
  Id: String(i),
  MessageBody: body,
  MessageAttributes: attributes,
  ...(delay !== undefined && { DelaySeconds: delay }),
  ...(group !== undefined && { MessageGroupId: group }),
  ...(deduplication !== undefined && { MessageDeduplicationId: deduplication })
})

const outcomes = (sendings: readonly Sending[], { failed, successful }: BatchResult): (Sent | Error)[] =>
  sendings.map((_sending, i) => {
    const fault = failed.get(String(i))
    if (fault) return refusal(fault)
    const found = successful.get(String(i))
    return found ?? new FlowError('PUBLISH_REFUSED', 'Amazon SQS did not say what became of the message')
  })

/** What becomes of a message that SQS did not take, while it took others of the same request. */
const refusal = ({ code, message, ours }: EntryFault): Error => {
  const text = `Amazon SQS does not take the message: ${message}`
  if (/Throttl/.test(code)) return new RetryError(text, PATIENCE)
  if (ours && !/AccessDenied|^Kms/i.test(code)) return new RejectedError(text)
  return new FlowError('PUBLISH_REFUSED', text)
}
