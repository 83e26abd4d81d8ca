import { type Message, RejectedError, type Static, t } from '@millrace/sdk'
import type { Route } from './outbox.ts'

/** Where in the hub an event goes. */
export const routeField = t.variants(
  'to',
  {
    any: {},
    key: {
      partitionKey: t.template({
        title: 'Partition key',
        description: 'Events with the same key are in the same partition, in order. Empty: any partition.',
        maxLength: 1024,
        default: '{{msg.partitionKey}}',
        examples: ['{{msg.payload.device}}']
      })
    },
    partition: {
      partitionId: t.template({
        title: 'Partition',
        minLength: 1,
        maxLength: 256,
        examples: ['0', '{{msg.partition}}']
      })
    }
  },
  {
    title: 'Partition',
    widget: 'segments',
    labels: { any: 'Any', key: 'By key', partition: 'By number' },
    default: { to: 'any' }
  }
)

/** The service takes no longer key. */
const LONGEST = 128

export const routeOf = (config: Static<typeof routeField>, message: Message): Route => {
  if (config.to === 'partition') {
    const partitionId = config.partitionId(message)
    if (partitionId === '') throw new RejectedError('the partition is empty: write its number into the node')
    return { partitionId }
  }
  if (config.to === 'any') return {}
  const partitionKey = config.partitionKey(message)
  if (partitionKey.length > LONGEST)
    throw new RejectedError(`the partition key has ${partitionKey.length} characters; Event Hubs takes ${LONGEST}`)
  return partitionKey === '' ? {} : { partitionKey }
}
