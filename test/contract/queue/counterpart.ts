import type { Abilities, Counterpart, Permission } from '@millrace/sdk/contract'
import { QueueServer } from './server.ts'

const abilities: Abilities = {
  receives: true,
  sends: true,
  redelivers: true,
  refuses: true,
  keepsWhileAway: true,
  showsUnacknowledged: true,
  ordersByKey: true,
  retriesAtSource: true,
  decodes: true,
  authenticates: true,
  permits: true,
  misses: true,
  boundsSize: true,
  stops: true,
  severs: true
}

/** The queue server with everything that the suite can ask for. */
export const queueCounterpart = (): Counterpart => {
  const server = new QueueServer()
  const permission = (name: string): Permission => ({
    name,
    stage: name,
    says: new RegExp(`may not ${name}`),
    async take({ integration }) {
      server.denied.add(name)
      return integration
    },
    give: async () => void server.denied.delete(name)
  })
  return {
    name: 'a queue server in memory',
    abilities,
    open: () => server.start(),
    close: () => server.stop(),
    stop: () => server.stop(),
    start: () => server.start(),
    sever: async () => server.sever(),
    largest: server.largest,
    permissions: [permission('take'), permission('put')],
    wrongCredentials: {
      stage: 'sign in',
      says: /the token is wrong/,
      integration: ({ integration }) => ({ ...integration, token: 'close-sesame' }),
      refusals: () => server.refusals
    },
    missing: [
      {
        what: 'queue',
        stage: 'start',
        says: /there is no queue/,
        config: ({ trigger }) => ({ trigger: { queues: [`${queuesOf(trigger)[0]}-missing`] } }),
        make: async ({ trigger }) => void server.queue(`${queuesOf(trigger)[0]}-missing`)
      }
    ],
    async place(name) {
      const [source, target, more] = [`${name}-in`, `${name}-out`, `${name}-more`]
      for (const queue of [source, target, more]) server.queue(queue)
      const integration = { port: server.port, client: name, token: server.token }
      return {
        integration,
        changedIntegration: { ...integration, patience: 2000 },
        trigger: { queues: [source] },
        changedTrigger: { queues: [source, more] },
        decodingTrigger: { queues: [source], json: true },
        retryingTrigger: { queues: [source], retries: 'source' },
        output: { queue: target },
        async send(bodies) {
          for (const body of bodies) server.put(source, body)
        },
        received: () => server.queue(target).put,
        unacknowledged: async () => server.queue(source).size,
        close: async () => {}
      }
    }
  }
}

const queuesOf = (trigger: unknown) => (trigger as { queues: string[] }).queues
