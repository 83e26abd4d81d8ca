import type { Abilities, Counterpart, Permission, Place, StoredConfig } from '@millrace/sdk/contract'
import { type SqsServer, startSqs } from '../../../test/servers/sqs.ts'
import { type AwsAccount, awsAccount } from './aws-account.test.ts'
import { makePlace, type QueueKind } from './place.test.ts'

/** The most bytes that the queues of the tests take. */
export const LARGEST = 20_000

const abilities = (kind: QueueKind): Abilities => ({
  receives: true,
  sends: true,
  redelivers: true,
  refuses: true,
  keepsWhileAway: true,
  showsUnacknowledged: true,
  ordersByKey: kind === 'fifo' || 'a standard queue keeps no order',
  retriesAtSource: true,
  decodes: true,
  authenticates: true,
  permits: true,
  misses: true,
  boundsSize: true,
  stops: true,
  severs: true
})

const wrongKeys = ({ integration }: Place): StoredConfig => ({
  ...integration,
  auth: { ...(integration.auth as object), secretAccessKey: 'wrong-secret' }
})

const missingQueue = ({ integration }: Place): StoredConfig => ({
  ...integration,
  url: String(integration.url).replace(/(\.fifo)?$/, '-not-there$1')
})

const names = { receive: 'ReceiveMessage', delete: 'DeleteMessage', send: 'SendMessage' }

/** The SQS of the tests. */
export const fauxSqs = (kind: QueueKind): Counterpart => {
  let server: SqsServer
  const permission = (stage: string, action: string): Permission => ({
    name: `sqs:${action}`,
    stage,
    says: new RegExp(`sqs:${action} on .* is not allowed`),
    async take({ integration }) {
      server.deny(action)
      return integration
    },
    give: async () => server.allow(action)
  })
  return {
    name: `fauxqs, ${kind} queues`,
    abilities: abilities(kind),
    largest: LARGEST,
    wrongCredentials: {
      stage: 'sign in',
      says: /secret access key or the region is wrong/,
      integration: wrongKeys,
      refusals: () => server.refusals
    },
    permissions: [
      ...Object.entries(names).map(([stage, action]) => permission(stage, action)),
      permission('change visibility', 'ChangeMessageVisibility')
    ],
    missing: [
      {
        what: 'queue',
        stage: 'queue',
        says: /there is no queue .*-not-there/,
        config: place => ({ integration: missingQueue(place) }),
        make: async place => {
          await server.createQueue(String(missingQueue(place).url).split('/').at(-1) as string)
        }
      }
    ],
    async open() {
      server = await startSqs()
    },
    close: () => server.close(),
    stop: () => server.stop(),
    start: () => server.start(),
    sever: async () => server.sever(),
    place: name =>
      makePlace(name, kind, {
        keys: server.keys,
        largest: LARGEST,
        call: server.call,
        create: (queue, attributes) => server.createQueue(queue, attributes)
      })
  }
}

/** Amazon SQS itself, or what answers at this URL of a queue; queues are made beside it for each check. */
export const realSqs = (url: string, kind: QueueKind): Counterpart => {
  let account: AwsAccount
  return {
    name: `${new URL(url).host}, ${kind} queues`,
    abilities: {
      ...abilities(kind),
      showsUnacknowledged: 'Amazon SQS counts messages only approximately',
      permits: 'each permission needs a user of its own that lacks it',
      stops: 'the service cannot be stopped',
      severs: 'nothing stands between us and the service'
    },
    largest: LARGEST,
    wrongCredentials: { stage: 'sign in', says: /secret access key or the region is wrong/, integration: wrongKeys },
    missing: [
      {
        what: 'queue',
        stage: 'queue',
        says: /there is no queue .*-not-there/,
        config: place => ({ integration: missingQueue(place) })
      }
    ],
    async open() {
      account = await awsAccount(url)
    },
    close: async () => account.close(),
    place: name => makePlace(name, kind, { ...account, largest: LARGEST })
  }
}
