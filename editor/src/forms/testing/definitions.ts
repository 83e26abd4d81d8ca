import { defineIntegration, defineNode, definePlugin, defineTrigger, describePlugin, t } from '@millrace/sdk'

/** One definition for each thing that forms and trays are tested with. */
const broker = defineIntegration({
  type: 'test/broker',
  title: 'Broker',
  description: 'A broker.',
  config: t.Object({
    protocol: t.choice(['mqtt', 'mqtts'], { title: 'Protocol', default: 'mqtt', columns: 4 }),
    host: t.text({ title: 'Host', minLength: 1, columns: 8 }),
    port: t.integer({ title: 'Port', minimum: 1, maximum: 65535, default: 1883 }),
    ca: t.Optional(t.text({ title: 'CA certificate', when: { protocol: ['mqtts'] } })),
    password: t.Optional(t.secret({ title: 'Password', minLength: 3 })),
    key: t.Optional(t.credential('test/key', { title: 'Key' })),
    extra: t.Optional(t.Unknown({ title: 'Extra' })),
    auth: t.variants(
      'method',
      { none: {}, basic: { user: t.text({ title: 'User', minLength: 1 }) } },
      { title: 'Sign in with', default: { method: 'none' }, labels: { none: 'Nothing', basic: 'A name' } }
    ),
    keepalive: t.Integer({ title: 'Keep alive', minimum: 1, default: 60, advanced: true })
  }),
  connect: async () => ({})
})

const listen = defineTrigger({
  type: 'test/in',
  title: 'listen',
  description: 'Listens.',
  category: 'messaging',
  integration: broker,
  config: t.Object({ topics: t.Array(t.text({ format: 'topic-filter', minLength: 1 }), { title: 'Topics' }) }),
  start: () => {}
})

const route = defineNode({
  type: 'test/route',
  title: 'route',
  description: 'Routes.',
  category: 'function',
  outputs: { each: 'rules' },
  config: t.Object({
    property: t.value({ title: 'Property', default: { type: 'msg', value: 'payload' } }),
    rules: t.Array(
      t.variants('op', { eq: { value: t.value({ title: 'Value', types: ['str', 'num'] }) }, else: {} }, {}),
      { title: 'Rules' }
    ),
    code: t.code({ title: 'Code', default: 'return msg' })
  }),
  create: () => () => {}
})

export const definitions = describePlugin(definePlugin({ name: 'test', contributes: [broker, listen, route] }))
