import type { ReceivedEventData } from '@azure/event-hubs'
import { defineTrigger, payloadKinds, t } from '@millrace/sdk'
import { partitionKeysField } from './config.ts'
import type { Hub } from './hub.ts'
import { HubReader } from './hub-reader.ts'
import { eventHub } from './integration.ts'
import { readEvent } from './read-event.ts'

const config = t.Object({
  payload: t.choice(payloadKinds, {
    title: 'Payload',
    description: 'What cannot be read so becomes a dead letter.',
    labels: { auto: 'JSON, else text', text: 'Text', json: 'JSON', bytes: 'Bytes' },
    default: 'auto',
    columns: 6
  }),
  order: t.choice(['none', 'key', 'partition'], {
    title: 'One after the other',
    description: 'Events whose flow is done before that of the next one begins.',
    labels: { none: 'None', key: 'Those with the same partition key', partition: 'Those of a partition' },
    default: 'none',
    columns: 6
  }),
  partitionKeys: partitionKeysField('Only events with one of these keys. Without any, those of the integration apply.'),
  window: t.Integer({
    title: 'Events under way',
    description: 'At most, in each partition. As many may come twice after a crash.',
    minimum: 1,
    maximum: 100_000,
    default: 1000,
    columns: 6,
    advanced: true
  })
})

export const eventHubIn = defineTrigger<typeof config, Hub>({
  type: 'azure-event-hubs/in',
  title: 'event hub in',
  description: 'Starts the flow for every event of a hub.',
  help: `
Every partition has a checkpoint, kept in this trigger's storage: everything before it is done, or safe in the journal.
Events may finish out of order; the checkpoint is the last one before the first that is not finished. After a crash a
partition goes on there, so that nothing is lost, and no more than *Events under way* come twice, with the same ids.

A trigger that never ran begins where the integration says. A partition that is added later is read from its beginning,
and so is a hub that was deleted and made again.

Each trigger reads the hub for itself, over a connection of its own. The service allows five readers of one consumer
group.
`.trim(),
  icon: 'waves',
  category: 'messaging',
  integration: eventHub,
  config,
  redelivers: true,
  example: {
    payload: { boiler: 7, temperature: 183.6 },
    partition: '0',
    offset: '4294967296',
    sequenceNumber: 1042,
    enqueuedTime: '2026-03-01T08:00:00.000Z',
    partitionKey: 'boiler-7',
    messageId: '5c1f',
    contentType: 'application/json',
    properties: { site: 'north' },
    systemProperties: {}
  },

  async start({ config, connection, storage, log, emit, defer }) {
    const { payload, order, window } = config
    const wanted = new Set(config.partitionKeys.length > 0 ? config.partitionKeys : connection.partitionKeys)
    const read = (event: ReceivedEventData, partition: string) => {
      const { partitionKey, sequenceNumber } = event
      if (wanted.size > 0 && !wanted.has(partitionKey ?? '')) return undefined
      const { message, rejected } = readEvent(event, { payload, partition, limits: connection.limits })
      const key = order === 'partition' ? partition : order === 'key' ? partitionKey : undefined
      const id = `${connection.id}/${partition}/${sequenceNumber}`
      return { message, origin: { id, ...(key && { key }), ...(rejected && { rejected }) } }
    }
    const reader = new HubReader({ connection, storage, log, emit, window, read })
    defer(() => reader.stop())
    await reader.start()
  }
})
