// Each line marked as an error must fail to compile, or the inference that plugin authors rely on has been lost.
import { expect } from 'chai'
import { defineIntegration, defineNode, defineTrigger, type Static, t } from './index.ts'

interface Queue {
  send(body: string, id: string): Promise<void>
}

const queue = defineIntegration({
  type: 'x/queue',
  title: 'Queue',
  description: '',
  config: t.Object({ url: t.text(), token: t.Optional(t.secret()) }),
  async connect({ config, save }): Promise<Queue> {
    config.url satisfies string
    await save({ token: 'refreshed' })
    // @ts-expect-error not a setting
    await save({ nope: 1 })
    return { send: async () => {} }
  }
})

defineTrigger({
  type: 'x/in',
  title: 'In',
  description: '',
  category: 'messaging',
  integration: queue,
  config: t.Object({ kind: t.choice(['a', 'b']), password: t.secret() }),
  async start({ config, connection, emit }) {
    await connection.send(config.kind, config.password)
    // @ts-expect-error the connection is a Queue
    connection.nope
    // @ts-expect-error not a field
    config.nope
    // @ts-expect-error not one of the choices
    config.kind === 'c'
    await emit({ payload: 1 }, { ack() {}, nack: error => void error.message })
  }
})

const out = defineNode({
  type: 'x/out',
  title: 'Out',
  description: '',
  category: 'messaging',
  config: t.Object({ rules: t.Array(t.String()), name: t.String(), topic: t.template() }),
  outputs: { each: 'rules' },
  create:
    ({ config }) =>
    (message, output, connection) => {
      // @ts-expect-error no integration, no connection
      connection.send
      // @ts-expect-error messages are read-only: spread instead
      message.payload = config.topic(message)
      output.send({ ...message, topic: config.topic(message) }, 1)
    }
})

defineNode({
  type: 'x/wrong',
  title: '',
  description: '',
  category: 'function',
  config: t.Object({ name: t.String() }),
  // @ts-expect-error name is not an array
  outputs: { each: 'name' },
  create: () => () => {}
})

const shape = t.variants('method', { none: {}, password: { user: t.String() } })
const userOf = (auth: Static<typeof shape>): string =>
  auth.method === 'password' ? auth.user : (auth.method satisfies 'none')

describe('the types of the SDK', () => {
  it('let definitions be told apart at run time too', () => {
    expect([queue.kind, out.kind, userOf({ method: 'password', user: 'ada' })]).to.deep.equal([
      'integration',
      'node',
      'ada'
    ])
  })
})
