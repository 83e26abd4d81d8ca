import type { Clients } from './clients.ts'

/** Opens a receiver at the end of one partition and closes it again, to learn whether it may be done. Resolves to what went wrong. */
export const tryListening = async (clients: Clients, group: string, partition: string): Promise<Error | undefined> => {
  const { promise, resolve } = Promise.withResolvers<Error | undefined>()
  const consumer = clients.consumer(group, {
    credit: 0,
    // a refusal comes right after the link was opened: it is here when the answer to the next question is
    attached: () => void consumer.client.getPartitionProperties(partition).then(() => resolve(undefined), resolve),
    lost: () => resolve(new Error('the connection was closed'))
  })
  const handlers = { processEvents: async () => {}, processError: async (error: Error) => resolve(error) }
  const subscription = consumer.client.subscribe(partition, handlers, { startPosition: { offset: '@latest' } })
  try {
    return await promise
  } finally {
    subscription.close().catch(() => {})
    await consumer.close()
  }
}
