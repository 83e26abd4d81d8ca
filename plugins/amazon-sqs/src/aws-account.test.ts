import type { Owner } from './place.test.ts'
import { parseQueueUrl } from './queue-url.ts'

/** The owner of the queues of an account. */
export interface AwsAccount extends Omit<Owner, 'largest'> {
  close(): void
}

/** Reads the keys from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. */
export const awsAccount = async (url: string): Promise<AwsAccount> => {
  const sdk = await import('@aws-sdk/client-sqs')
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = process.env
  const { origin = '', region = 'us-east-1' } = parseQueueUrl(url) ?? {}
  const keys = { accessKeyId, secretAccessKey }
  const sqs = new sdk.SQSClient({ region, endpoint: origin, credentials: keys })
  const actions: Readonly<Record<string, new (input: never) => unknown>> = {
    ChangeMessageVisibility: sdk.ChangeMessageVisibilityCommand,
    CreateQueue: sdk.CreateQueueCommand,
    DeleteMessage: sdk.DeleteMessageCommand,
    DeleteQueue: sdk.DeleteQueueCommand,
    GetQueueAttributes: sdk.GetQueueAttributesCommand,
    ReceiveMessage: sdk.ReceiveMessageCommand,
    SendMessage: sdk.SendMessageCommand
  }
  const call = async <T>(action: string, input: object): Promise<T> => {
    const Command = actions[action]
    if (!Command) throw new Error(`no action ${action}`)
    return (await sqs.send(new Command(input as never) as never)) as T
  }
  return {
    keys,
    call,
    async create(QueueName, Attributes) {
      const { QueueUrl } = await call<{ QueueUrl: string }>('CreateQueue', { QueueName, Attributes })
      return QueueUrl
    },
    close: () => sqs.destroy()
  }
}
