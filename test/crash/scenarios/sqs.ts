import { startSqs } from '../../servers/sqs.ts'
import type { Received, Scenario } from '../scenario.ts'
import { flowOf, work } from './flow.ts'

interface Taken {
  readonly Body: string
  readonly ReceiptHandle: string
}

/** Seconds until the queue gives out again what a killed Millrace had taken. */
const VISIBILITY = 2

export const sqsToSqs: Scenario = {
  name: 'amazon-sqs',
  path: 'Amazon SQS -> function -> Amazon SQS',
  identified: false,
  async open() {
    const sqs = await startSqs()
    const [source, target] = [await sqs.createQueue('source'), await sqs.createQueue('target')]
    const flow = flowOf({ id: 'in', type: 'amazon-sqs/in', integration: 'queue', config: { payload: 'text' } }, work, {
      id: 'out',
      type: 'amazon-sqs/out',
      integration: 'queue',
      config: { url: target }
    })
    const queue = {
      id: 'queue',
      type: 'amazon-sqs/queue',
      name: 'Queue',
      config: { url: source, auth: { method: 'keys', ...sqs.keys }, visibility: VISIBILITY }
    }
    const received: Received[] = []
    let unacknowledged = 0
    return {
      folder: { flows: [flow], integrations: [queue] },
      send: async text => void (await sqs.call('SendMessage', { QueueUrl: source, MessageBody: text })),
      async received() {
        for (;;) {
          const input = { QueueUrl: target, MaxNumberOfMessages: 10 }
          const { Messages = [] } = await sqs.call<{ Messages?: readonly Taken[] }>('ReceiveMessage', input)
          if (Messages.length === 0) return received
          for (const { Body, ReceiptHandle } of Messages) {
            received.push({ text: Body })
            await sqs.call('DeleteMessage', { QueueUrl: target, ReceiptHandle })
          }
        }
      },
      async killed() {
        unacknowledged += (await sqs.count(source)).taken
      },
      unacknowledged: () => unacknowledged,
      close: () => sqs.close()
    }
  }
}
