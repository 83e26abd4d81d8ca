import { startSqs } from '../../../servers/sqs.ts'
import type { StandIn } from '../stand-in.ts'

const BATCH = 10

export const sqsStandIn = async (): Promise<StandIn<'amazon-sqs'>> => {
  const server = await startSqs()
  const access = { in: await server.createQueue('in'), out: await server.createQueue('out'), keys: server.keys }
  return {
    access,
    async fill(count, MessageBody) {
      const Entries = Array.from({ length: BATCH }, (_, i) => ({ Id: String(i), MessageBody }))
      for (let i = 0; i < count / BATCH; i++) await server.call('SendMessageBatch', { QueueUrl: access.in, Entries })
    },
    passed: async () => (await server.count(access.out)).waiting,
    close: () => server.close()
  }
}
