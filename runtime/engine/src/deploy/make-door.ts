import { compileTemplate, FlowError, hasTemplate, type Node } from '@millrace/sdk'
import type { User } from '../connection/connection.ts'
import type { Connections } from '../connection/connections.ts'
import { ChosenDoors } from '../delivery/chosen-doors.ts'
import { Door } from '../delivery/door.ts'
import type { Scheduler } from '../delivery/scheduler.ts'
import type { Releases } from '../release.ts'

export interface DoorSources {
  readonly scheduler: Scheduler
  connections(): Connections
}

/** What stands in front of a node; nothing, where every message may be handled at once. `chosen` is its integration's id, or a template for one. */
export const makeDoor = (
  sources: DoorSources,
  definition: Node,
  config: Record<string, unknown>,
  chosen: string | undefined,
  releases: Releases
): Door | ChosenDoors | undefined => {
  const { scheduler } = sources
  const { concurrency, integration } = definition
  const limit = typeof concurrency === 'function' ? concurrency(config) : concurrency
  if (limit === undefined && integration === undefined) return undefined
  const make = () =>
    new Door({
      concurrency: limit,
      connection: integration !== undefined,
      handle: delivery => {
        scheduler.handle(delivery)
        scheduler.run()
      }
    })
  if (integration === undefined || chosen === undefined || !hasTemplate(chosen)) return make()
  return new ChosenDoors(compileTemplate(chosen), id =>
    openDoor(sources.connections(), integration.type, id, make(), releases)
  )
}

/** A door of its own to an integration that a message has named. */
const openDoor = (connections: Connections, type: string, id: string, door: Door, releases: Releases): Door => {
  if (connections.get(id)?.type !== type)
    throw new FlowError(
      'INTEGRATION_UNKNOWN',
      `the message names the integration ${id}, and there is no ${type} of this id`
    )
  const user: User = { kind: 'node', up: (connection, pacer) => door.open(connection, pacer), down: () => door.close() }
  void connections.acquire(id, user)
  releases.defer(() => {
    door.clear()
    return connections.release(id, user)
  })
  return door
}
