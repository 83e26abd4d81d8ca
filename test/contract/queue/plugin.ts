import { once } from 'node:events'
import { connect } from 'node:net'
import {
  defineIntegration,
  defineNode,
  definePlugin,
  defineTrigger,
  FlowError,
  type Plugin,
  RejectedError,
  t
} from '@millrace/sdk'
import { type Faults, QueueConnection, type Taken } from './connection.ts'

/** A small integration for the queue server, right in everything but the faults that it is given. */
export const queuePlugin = (faults: Faults = {}): Plugin => {
  const server = defineIntegration({
    type: 'queue/server',
    title: 'Queue server',
    description: 'Keeps messages in memory.',
    stages: ['connect', 'sign in', 'take', 'put'],
    config: t.Object({
      port: t.integer(),
      client: t.text(),
      token: t.secret(),
      patience: t.Integer({ default: 1000 })
    }),
    async connect({ config, stage, defer, ready, lost, limits }) {
      const socket = connect(config.port, '127.0.0.1')
      defer(() => socket.destroy())
      socket.on('error', () => {})
      await stage('connect', () => once(socket, 'connect'))
      socket.once('close', () => lost(new FlowError('CONNECTION_LOST', 'the server has gone')))
      const connection = new QueueConnection(socket, faults, limits.bytes)
      await stage('sign in', () => connection.call({ say: 'hello', client: config.client, token: config.token }))
      ready.then(() => connection.ready())
      return connection
    },
    async check(connection, { stage }) {
      for (const permission of ['take', 'put'])
        await stage(permission, () => connection.call({ say: 'may', permission }))
      return undefined
    }
  })

  const take = defineTrigger({
    type: 'queue/take',
    title: 'take',
    description: 'Takes messages from queues.',
    category: 'messaging',
    integration: server,
    config: t.Object({
      queues: t.Array(t.text()),
      json: t.Boolean({ default: false }),
      retries: t.choice(['here', 'source'], { default: 'here' })
    }),
    redelivers: true,
    retriesAtSource: ({ retries }) => retries === 'source',
    async start({ config, connection, emit, defer }) {
      for (const queue of config.queues)
        defer(
          await connection.hear(queue, (taken, receipt) => {
            const { payload, rejected } = read(taken, config.json, connection.bytes)
            void emit({ payload }, receipt, { id: taken.id, ...(rejected && { rejected }) })
          })
        )
    }
  })

  const put = defineNode<typeof putConfig, QueueConnection>({
    type: 'queue/put',
    title: 'put',
    description: 'Puts messages into a queue.',
    category: 'messaging',
    integration: server,
    config: putConfig,
    outputs: 0,
    create:
      ({ config: { queue } }) =>
      async ({ payload }, _out, connection) => {
        const body = String(payload)
        if (body.length > connection.bytes) throw new RejectedError(tooLarge(body, connection.bytes))
        await connection.call({ say: 'put', queue, body }).catch((error: Error) => {
          throw error.message.startsWith('too large') ? new RejectedError(error.message) : error
        })
      }
  })

  return definePlugin({ name: 'queue', contributes: [server, take, put] })
}

const putConfig = t.Object({ queue: t.text() })

const tooLarge = (body: string, most: number) => `the body has ${body.length} bytes; the limit is ${most}`

const read = ({ body }: Taken, json: boolean, most: number): { payload: unknown; rejected?: Error } => {
  try {
    if (body.length > most) throw new RejectedError(tooLarge(body, most))
    return { payload: json ? JSON.parse(body) : body }
  } catch (error) {
    return { payload: body, rejected: error as Error }
  }
}
