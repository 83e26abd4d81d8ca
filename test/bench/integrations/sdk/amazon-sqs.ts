/**
 * The AWS SDK: eight loops, as many as our default asks with, each receives up to ten messages, sends them in one
 * request, and deletes in one request those that the target has taken.
 */
import {
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient
} from '@aws-sdk/client-sqs'
import { givenAccess } from '../access.ts'

const LOOPS = 8

const { in: source, out: target, keys } = givenAccess<'amazon-sqs'>()
const client = new SQSClient({ region: 'us-east-1', endpoint: new URL(source).origin, credentials: keys })

const loop = async () => {
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: source, MaxNumberOfMessages: 10, WaitTimeSeconds: 20 })
    )
    if (Messages.length === 0) continue
    const sent = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: target,
        Entries: Messages.map(({ Body }, i) => ({ Id: String(i), MessageBody: Body }))
      })
    )
    await client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: source,
        Entries: (sent.Successful ?? []).map(({ Id }) => ({ Id, ReceiptHandle: Messages[Number(Id)]?.ReceiptHandle }))
      })
    )
  }
}
await Promise.all(Array.from({ length: LOOPS }, loop))
