import type {
  BatchResultErrorEntry,
  ChangeMessageVisibilityBatchRequestEntry,
  DeleteMessageBatchRequestEntry,
  Message,
  SendMessageBatchRequestEntry,
  SQSClient
} from '@aws-sdk/client-sqs'
import type { aws } from '@millrace/plugin-cloud'
import type { FlowError, Static } from '@millrace/sdk'
import { codeOf, explain, isConnectionFault } from './aws-errors.ts'
import type { QueueConfig } from './config.ts'
import type { QueueUrl } from './queue-url.ts'

/** Seconds for which SQS may wait for a message: the most that it allows. */
export const LONG_POLL = 20

/** Seconds for a look at the queue, so that several tries fit into the time that connecting may take. */
const LOOK = 5

type Sdk = typeof import('@aws-sdk/client-sqs')

export interface BatchResult {
  /** Both by the id of the entry. */
  readonly failed: ReadonlyMap<string, EntryFault>
  readonly successful: ReadonlyMap<string, { readonly messageId: string; readonly sequenceNumber?: string }>
}

export interface EntryFault {
  readonly code: string
  readonly message: string
  /** Another try is of no use. */
  readonly ours: boolean
}

export interface ClientOptions {
  readonly config: QueueConfig
  readonly queue: QueueUrl
  /** The service is away, or lets us in no more. */
  fault(error: FlowError): void
}

/** The few requests that are made of one queue, with their errors in words. */
export class Client {
  readonly #sdk: Sdk
  readonly #sqs: SQSClient
  readonly #options: ClientOptions
  /** When a request was last answered, on the clock of `performance.now()`. */
  answered = Number.NEGATIVE_INFINITY

  private constructor(sdk: Sdk, options: ClientOptions) {
    const { config, queue } = options
    this.#sdk = sdk
    this.#options = options
    this.#sqs = new sdk.SQSClient({
      ...access(config, queue),
      endpoint: queue.origin,
      logger: silent,
      requestHandler: {
        connectionTimeout: config.requestTimeout * 1000,
        requestTimeout: config.requestTimeout * 1000,
        throwOnRequestTimeout: true,
        socketAcquisitionWarningTimeout: 2 ** 31 - 1
      }
    })
  }

  static async open(options: ClientOptions): Promise<Client> {
    return new Client(await import('@aws-sdk/client-sqs'), options)
  }

  async attributes(signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
    const command = new this.#sdk.GetQueueAttributesCommand({ QueueUrl: this.#url, AttributeNames: ['All'] })
    const requestTimeout = Math.min(this.#options.config.requestTimeout, LOOK) * 1000
    const { Attributes } = await this.#ask('GetQueueAttributes', () =>
      this.#sqs.send(command, { abortSignal: signal, requestTimeout })
    )
    return (Attributes ?? {}) as Record<string, string>
  }

  /** Waits for messages as long as SQS allows, unless `wait` says less. */
  async receive(
    signal: AbortSignal,
    { visibility, wait = LONG_POLL, most = 10 }: { visibility: number; wait?: number; most?: number }
  ): Promise<readonly Message[]> {
    const command = new this.#sdk.ReceiveMessageCommand({
      QueueUrl: this.#url,
      MaxNumberOfMessages: most,
      WaitTimeSeconds: wait,
      VisibilityTimeout: visibility,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All']
    })
    const requestTimeout = (wait + this.#options.config.requestTimeout) * 1000
    const { Messages = [] } = await this.#ask('ReceiveMessage', () =>
      this.#sqs.send(command, { abortSignal: signal, requestTimeout })
    )
    return Messages
  }

  delete(Entries: DeleteMessageBatchRequestEntry[]): Promise<BatchResult> {
    const command = new this.#sdk.DeleteMessageBatchCommand({ QueueUrl: this.#url, Entries })
    return this.#batch('DeleteMessage', () => this.#sqs.send(command))
  }

  changeVisibility(Entries: ChangeMessageVisibilityBatchRequestEntry[]): Promise<BatchResult> {
    const command = new this.#sdk.ChangeMessageVisibilityBatchCommand({ QueueUrl: this.#url, Entries })
    return this.#batch('ChangeMessageVisibility', () => this.#sqs.send(command))
  }

  send(Entries: SendMessageBatchRequestEntry[], url = this.#url): Promise<BatchResult> {
    const command = new this.#sdk.SendMessageBatchCommand({ QueueUrl: url, Entries })
    return this.#batch('SendMessage', () => this.#sqs.send(command))
  }

  /** Closes what is open; a request that comes later opens anew, and lets go by itself. */
  close(): void {
    this.#sqs.destroy()
  }

  get #url(): string {
    return this.#options.queue.url
  }

  async #batch(action: string, request: () => Promise<BatchAnswer>): Promise<BatchResult> {
    const { Failed = [], Successful = [] } = await this.#ask(action, request)
    const failed = Failed.map(({ Id = '', Code, Message, SenderFault = false }) => {
      const fault = { code: codeOf({ name: Code }), message: Message ?? Code ?? '', ours: SenderFault }
      return [Id, fault] as const
    })
    return {
      failed: new Map(failed),
      successful: new Map(
        Successful.map(({ Id = '', MessageId = '', SequenceNumber }) => [
          Id,
          { messageId: MessageId, ...(SequenceNumber !== undefined && { sequenceNumber: SequenceNumber }) }
        ])
      )
    }
  }

  async #ask<T>(action: string, request: () => Promise<T>): Promise<T> {
    try {
      const answer = await request()
      this.answered = performance.now()
      return answer
    } catch (thrown) {
      if ((thrown as Error).name === 'AbortError') throw thrown
      const error = explain(thrown as Error, action, this.#options.queue)
      if (isConnectionFault(error)) this.#options.fault(error)
      throw error
    }
  }
}

interface BatchAnswer {
  readonly Failed?: readonly BatchResultErrorEntry[] | undefined
  readonly Successful?:
    | readonly { Id: string | undefined; MessageId?: string | undefined; SequenceNumber?: string | undefined }[]
    | undefined
}

const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} }

/** Region and keys: the URL says the region best, then the field, then the credential. */
const access = ({ auth, region }: QueueConfig, queue: QueueUrl) => {
  const { accessKeyId, secretAccessKey, sessionToken } = auth.method === 'keys' ? auth : credentialOf(auth)
  const known = auth.method === 'credential' ? credentialOf(auth).region : undefined
  return {
    region: queue.region ?? (region || known || 'us-east-1'),
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) }
  }
}

const credentialOf = ({ credential }: Extract<QueueConfig['auth'], { method: 'credential' }>) =>
  credential as unknown as Static<typeof aws.config>
