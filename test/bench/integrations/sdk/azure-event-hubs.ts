/**
 * Azure's clients as their documentation shows them: for each partition the events of one batch are sent as one batch,
 * and the checkpoint moves when the hub has confirmed it. All partitions at once; of each 100 events, not the default of one.
 */
import { EventHubConsumerClient, EventHubProducerClient } from '@azure/event-hubs'
import { givenAccess } from '../access.ts'

const { connectionString } = givenAccess<'azure-event-hubs'>()
const producer = new EventHubProducerClient(connectionString, 'out')
const consumer = new EventHubConsumerClient('$Default', connectionString, 'in')

consumer.subscribe(
  {
    async processEvents(events, context) {
      const last = events.at(-1)
      if (last === undefined) return
      const batch = await producer.createBatch()
      for (const { body } of events) if (!batch.tryAdd({ body })) throw new Error('the events do not fit into a batch')
      await producer.sendBatch(batch)
      await context.updateCheckpoint(last)
    },
    async processError(error) {
      throw error
    }
  },
  { startPosition: { offset: '-1' }, maxBatchSize: 100, skipParsingBodyAsJson: true }
)
