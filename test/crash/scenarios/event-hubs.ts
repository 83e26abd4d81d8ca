import { decode } from '@millrace/sdk'
import { startEventHubs } from '../../servers/event-hubs.ts'
import { stored } from '../data-folder.ts'
import type { Scenario } from '../scenario.ts'
import { flowOf, work } from './flow.ts'

const [SOURCE, TARGET] = ['source', 'target']

const flow = flowOf({ id: 'in', type: 'azure-event-hubs/in', integration: 'hub', config: { payload: 'text' } }, work, {
  id: 'out',
  type: 'azure-event-hubs/out',
  integration: 'hub',
  config: { eventHub: TARGET }
})

export const eventHubsToEventHubs: Scenario = {
  name: 'azure-event-hubs',
  path: 'Azure Event Hubs -> function -> Azure Event Hubs',
  identified: false,
  async open() {
    const namespace = await startEventHubs({ hubs: { [SOURCE]: {}, [TARGET]: {} } })
    const hub = {
      id: 'hub',
      type: 'azure-event-hubs/hub',
      name: 'Hub',
      config: {
        access: { method: 'connectionString', connectionString: namespace.connectionString() },
        eventHub: SOURCE,
        start: { from: 'earliest' }
      }
    }
    let unacknowledged = 0
    return {
      folder: { flows: [flow], integrations: [hub] },
      send: async text => namespace.send(SOURCE, [text]),
      received: () => namespace.events(TARGET).map(({ body }) => ({ text: String(body) })),
      async killed({ dir }) {
        const checkpoints = checkpointsIn(await stored(dir))
        for (const [partition, last] of Object.entries(namespace.lastSequences(SOURCE)))
          unacknowledged += last - (checkpoints.get(partition) ?? -1)
      },
      unacknowledged: () => unacknowledged,
      close: () => namespace.stop()
    }
  }
}

/** Sequence numbers of the last event that is done, by partition. */
const checkpointsIn = (values: ReadonlyMap<string, string>): Map<string, number> => {
  const done = new Map<string, number>()
  for (const [key, value] of values) {
    const partition = new RegExp(`/${SOURCE}/[^/]+/partition/\\d+/(\\d+)$`).exec(key)?.[1]
    const { sequenceNumber } = decode(value) as { sequenceNumber?: number }
    if (partition !== undefined && sequenceNumber !== undefined) done.set(partition, sequenceNumber)
  }
  return done
}
