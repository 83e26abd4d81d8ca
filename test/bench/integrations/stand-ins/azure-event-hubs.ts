import { startEventHubs } from '../../../servers/event-hubs.ts'
import type { StandIn } from '../stand-in.ts'

const hub = { partitions: 4 }

export const eventHubsStandIn = async (): Promise<StandIn<'azure-event-hubs'>> => {
  const server = await startEventHubs({ hubs: { in: hub, out: hub } })
  return {
    access: { connectionString: server.connectionString() },
    async fill(count, body) {
      server.send(
        'in',
        Array.from({ length: count }, () => body)
      )
    },
    passed: () => Object.values(server.lastSequences('out')).reduce((sum, last) => sum + last + 1, 0),
    close: () => server.stop()
  }
}
