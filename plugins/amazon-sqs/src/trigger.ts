import type { Message } from '@aws-sdk/client-sqs'
import { defineTrigger, payloadKinds, type Receipt, t } from '@millrace/sdk'
import { amazonSqsQueue } from './integration.ts'
import type { Queue } from './queue.ts'
import { readMessage } from './read-message.ts'

const config = t.Object({
  payload: t.choice(payloadKinds, {
    title: 'Payload',
    description: 'What cannot be read so becomes a dead letter. Bytes stand in the message as Base64.',
    labels: { auto: 'JSON, else text', text: 'Text', json: 'JSON', bytes: 'Bytes' },
    default: 'auto',
    columns: 6
  }),
  retriesAtSource: t.Boolean({
    title: 'Leave retries to the source',
    description: 'What fails goes back to the queue, whose redrive policy says how often it comes again.',
    default: false
  }),
  retryDelay: t.Integer({
    title: 'Comes again after',
    description: 'Seconds that a message which goes back to the queue stays hidden.',
    minimum: 0,
    maximum: 43_200,
    default: 5,
    columns: 6,
    advanced: true
  })
})

export const amazonSqsIn = defineTrigger<typeof config, Queue>({
  type: 'amazon-sqs/in',
  title: 'Amazon SQS in',
  description: 'Starts the flow for every message in the queue.',
  help: `
A message is deleted from the queue when all that came of it is done, or when the journal holds it. Until then it is
hidden from others, however long the flow takes, up to the 12 hours that SQS allows. After a crash SQS gives it again,
with the same \`messageId\`.

In a FIFO queue, messages of one group are handled one after the other, in order: one that fails holds up its group until
it is done, or a dead letter. Messages of other groups go on.

When several flows hear the same integration, each gets every message; it is deleted when all of them are done.

\`msg.messageAttributes\` has \`{ value, dataType }\` for each name: numbers for Number, bytes for Binary, text for String.
\`msg.systemAttributes\` has what SQS knows: \`ApproximateReceiveCount\`, \`SentTimestamp\`, in FIFO queues
\`MessageGroupId\`, \`MessageDeduplicationId\`, \`SequenceNumber\`, and others.

**Leave retries to the source** when the queue has a redrive policy and a dead-letter queue that others look after:
Millrace then neither keeps nor tries again what failed. Without a redrive policy it comes again for ever.
`.trim(),
  icon: 'layers',
  category: 'messaging',
  integration: amazonSqsQueue,
  config,
  redelivers: true,
  retriesAtSource: ({ retriesAtSource }) => retriesAtSource,
  example: {
    payload: { order: 4711, items: 3 },
    messageId: '5fea7756-0ea4-451a-a703-a558b933e274',
    messageAttributes: { shop: { value: 'vienna', dataType: 'String' } },
    systemAttributes: {
      ApproximateFirstReceiveTimestamp: 1_767_225_600_123,
      ApproximateReceiveCount: 1,
      SenderId: 'AIDAIENQZJOLO23YVJ4VO',
      SentTimestamp: 1_767_225_600_000
    },
    queueUrl: 'https://sqs.eu-central-1.amazonaws.com/123456789012/orders'
  },

  async start({ id, config, connection, emit, defer, signal }) {
    const { url: queueUrl, limits } = connection
    const hear = async (received: Message, receipt: Receipt) => {
      const { message, rejected } = readMessage(received, { payload: config.payload, queueUrl, limits })
      const group = received.Attributes?.MessageGroupId
      const origin = {
        ...(received.MessageId !== undefined && { id: received.MessageId }),
        ...(connection.fifo && group !== undefined && { key: group }),
        ...(rejected && { rejected })
      }
      await emit(message, receipt, origin).catch((error: Error) => receipt.nack(error))
    }
    const leave = await connection.listen({ id, retryDelay: config.retryDelay, hear })
    defer(() => leave((signal.reason as { code?: unknown } | undefined)?.code === 'RUNTIME_STOPPED'))
  }
})
