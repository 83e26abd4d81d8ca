import type { Place } from '@millrace/sdk/contract'

export type QueueKind = 'standard' | 'fifo'

/** Who may do everything with the queues. */
export interface Owner {
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /** The most bytes that a queue takes. */
  readonly largest: number
  create(name: string, attributes: Readonly<Record<string, string>>): Promise<string>
  call<T>(action: string, input: object): Promise<T>
}

interface Received {
  readonly Body: string
  readonly ReceiptHandle: string
}

/** Two queues of one kind: what is sent to the one is heard, what is sent out arrives in the other. */
export const makePlace = async (name: string, kind: QueueKind, owner: Owner): Promise<Place> => {
  const { keys, largest, call } = owner
  const suffix = kind === 'fifo' ? '.fifo' : ''
  const fifo = kind === 'fifo' ? { FifoQueue: 'true' } : {}
  const source = await owner.create(`${name}-in${suffix}`, fifo)
  const target = await owner.create(`${name}-out${suffix}`, { ...fifo, MaximumMessageSize: String(largest) })
  const received: string[] = []
  let sent = 0
  const send = async (MessageBody: string, group = `group-${sent}`) => {
    const order = { MessageGroupId: group, MessageDeduplicationId: `${name}-${sent++}` }
    await call('SendMessage', { QueueUrl: source, MessageBody, ...(kind === 'fifo' && order) })
  }
  const takeAll = async () => {
    for (;;) {
      const { Messages = [] } = await call<{ Messages?: Received[] }>('ReceiveMessage', {
        QueueUrl: target,
        MaxNumberOfMessages: 10
      })
      if (Messages.length === 0) return received
      for (const { Body, ReceiptHandle } of Messages) {
        received.push(Body)
        await call('DeleteMessage', { QueueUrl: target, ReceiptHandle })
      }
    }
  }
  const integration = {
    url: source,
    auth: { method: 'keys', ...keys },
    visibility: 2,
    requestTimeout: 2,
    checkEvery: 1
  }
  const trigger = { payload: 'text', retryDelay: 0 }
  return {
    integration,
    changedIntegration: { ...integration, requestTimeout: 3 },
    trigger,
    changedTrigger: { ...trigger, retryDelay: 1 },
    decodingTrigger: { ...trigger, payload: 'json' },
    retryingTrigger: { ...trigger, retriesAtSource: true },
    output: { url: target, ...(kind === 'fifo' && { kind, group: 'contract' }) },
    async send(bodies, { key } = {}) {
      for (const body of bodies) await send(body, key)
    },
    received: takeAll,
    async unacknowledged() {
      const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible']
      const { Attributes } = await call<{ Attributes: Record<string, string> }>('GetQueueAttributes', {
        QueueUrl: source,
        AttributeNames: names
      })
      return names.reduce((sum, one) => sum + Number(Attributes[one]), 0)
    },
    async close() {
      for (const QueueUrl of [source, target]) await call('DeleteQueue', { QueueUrl })
    }
  }
}
