import type { Abilities, Counterpart, Place, StoredConfig } from '@millrace/sdk/contract'
import { type EventHubs, startEventHubs } from '../../../test/servers/event-hubs.ts'
import { policies } from './kit.test.ts'
import { checkpointsIn } from './stored-checkpoints.test.ts'

const LARGEST = 20_000

export const abilities: Abilities = {
  receives: true,
  sends: true,
  redelivers: true,
  refuses: true,
  keepsWhileAway: true,
  showsUnacknowledged: true,
  ordersByKey: true,
  retriesAtSource: 'a hub repeats nothing by itself: one event would hold up its partition',
  decodes: true,
  authenticates: true,
  permits: true,
  misses: true,
  boundsSize: true,
  stops: true,
  severs: true
}

/** The stand-in. The source and the target of a place are two hubs of its namespace. */
export const standIn = (): Counterpart => {
  let server: EventHubs
  const access = (options: { policy?: string; key?: string } = {}) => ({
    method: 'connectionString',
    connectionString: server.connectionString(options)
  })
  const signedIn = ({ integration }: Place, options: { policy?: string; key?: string }): StoredConfig => ({
    ...integration,
    access: access(options)
  })
  return {
    name: 'a stand-in of Event Hubs',
    abilities,
    largest: LARGEST,
    wrongCredentials: {
      stage: 'authenticate',
      says: /does not let in the policy all .*invalid signature/,
      integration: place => signedIn(place, { key: 'wrong' }),
      refusals: () => server.refusals
    },
    permissions: [
      {
        name: 'Listen',
        stage: 'listen',
        says: /the policy sender lacks the permission Listen/,
        take: async place => signedIn(place, { policy: 'sender' })
      },
      {
        name: 'Send',
        stage: 'send',
        says: /the policy listener lacks the permission Send/,
        take: async place => signedIn(place, { policy: 'listener' })
      }
    ],
    missing: [
      {
        what: 'event hub',
        stage: 'event hub',
        says: /there is no event hub .*-later/,
        config: ({ integration }) => ({ integration: { ...integration, eventHub: `${integration.eventHub}-later` } }),
        make: async ({ integration }) => server.create(`${integration.eventHub}-later`)
      },
      {
        what: 'consumer group',
        stage: 'consumer group',
        says: /has no consumer group later/,
        config: ({ integration }) => ({ integration: { ...integration, consumerGroup: 'later' } }),
        make: async ({ integration }) => server.create(String(integration.eventHub), { groups: ['later'] })
      }
    ],

    async open() {
      server = await startEventHubs({ hubs: {}, policies, largest: LARGEST })
    },
    close: () => server.stop(),
    stop: () => server.stop(),
    start: () => server.start(),
    sever: async () => server.sever(),

    async place(name) {
      const [source, target] = [name, `${name}-out`]
      server.create(source)
      server.create(target)
      const integration = { access: access(), eventHub: source, start: { from: 'earliest' }, probeInterval: 1 }
      return {
        integration,
        changedIntegration: { ...integration, timeout: 16 },
        trigger: { payload: 'text' },
        changedTrigger: { payload: 'text', window: 999 },
        decodingTrigger: { payload: 'json' },
        output: { eventHub: target },
        send: async (bodies, { key } = {}) => server.send(source, bodies, key === undefined ? {} : { key }),
        received: () => server.events(target).map(({ body }) => String(body)),
        async unacknowledged(storage) {
          const done = await checkpointsIn(storage('contract/in'), source)
          const last = Object.entries(server.lastSequences(source))
          return last.reduce((sum, [partition, sequence]) => sum + sequence - (done.get(partition) ?? -1), 0)
        },
        async close() {
          server.remove(source)
          server.remove(target)
        }
      }
    }
  }
}
