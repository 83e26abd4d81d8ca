import { defineCredential, defineIntegration, defineNode, definePlugin, defineTrigger, t } from '@millrace/sdk'

/** An integration that connects to nothing and remembers what it was given. */
const broker = (connected: object[]) =>
  defineIntegration({
    type: 'test/broker',
    title: 'Broker',
    description: 'Connects to nothing.',
    config: t.Object({
      host: t.text({ default: 'localhost' }),
      password: t.Optional(t.secret()),
      clientId: t.Optional(t.text({ generated: 'client-{random}' })),
      login: t.Optional(t.credential('test/login'))
    }),
    async connect({ config, stage, log }) {
      connected.push(config)
      await stage('connect', () => {
        if (config.host === 'nowhere') throw new Error(`cannot reach nowhere with ${config.password}`)
      })
      log.info('connected', { password: config.password })
      return config
    },
    check: async () => 'all well',
    lists: { topics: async (_, search) => [{ value: `${search}-topic` }] }
  })

/** Its far side issues a new token with every connection. */
const renewing = defineIntegration({
  type: 'test/renewing',
  title: 'Renewing',
  description: 'Gets a new token when it connects.',
  config: t.Object({ token: t.secret() }),
  async connect({ config, save }) {
    if (config.token !== 'renewed22') await save({ token: 'renewed22' })
    return config
  }
})

const login = defineCredential({
  type: 'test/login',
  title: 'Login',
  description: 'A name and a password.',
  config: t.Object({ user: t.text(), password: t.secret(), expires: t.Optional(t.Number()) }),
  problems: ({ user, password }) =>
    password.toLowerCase() === user ? [{ path: '/password', message: 'is the name of the user' }] : [],
  expires: ({ expires }) => (expires === undefined ? [] : [{ path: '/expires', what: 'the login', at: expires }])
})

/** Needs a credential of its own, without an integration. */
const signed = defineNode({
  type: 'test/signed',
  title: 'Signed',
  description: 'Signs.',
  category: 'common',
  outputs: 0,
  config: t.Object({ login: t.credential('test/login') }),
  create: () => () => {}
})

/** Sends through the broker. */
const publish = (integration: ReturnType<typeof broker>) =>
  defineNode({
    type: 'test/out',
    title: 'Out',
    description: 'Sends to nobody.',
    category: 'messaging',
    outputs: 0,
    integration,
    config: t.Object({ token: t.Optional(t.secret()) }),
    create: () => message => {
      if (message.payload === 'fail') throw new Error('failed as asked')
    }
  })

const button = defineTrigger({
  type: 'test/button',
  title: 'Button',
  description: 'Emits what it is pressed with.',
  category: 'common',
  config: t.Object({}),
  button: 'press',
  start: context => context.onPress(input => context.emit({ payload: input }))
})

const subscribe = (integration: ReturnType<typeof broker>) =>
  defineTrigger({
    type: 'test/in',
    title: 'In',
    description: 'Hears of nothing.',
    category: 'messaging',
    integration,
    button: 'press',
    config: t.Object({}),
    start: context => context.onPress(input => context.emit({ payload: input }))
  })

const web = defineTrigger({
  type: 'test/web',
  title: 'Web',
  description: 'Answers on a path, and meets WebSockets there.',
  category: 'network',
  config: t.Object({ path: t.text(), method: t.text({ default: 'POST' }) }),
  start({ config, http, emit }) {
    http.route(config.method, config.path, async request => {
      const text = await request.text()
      await emit({ payload: { text, params: request.params, ip: request.ip, url: request.url } })
      return Response.json({ text, params: request.params }, { status: 201, headers: { 'x-flow': 'yes' } })
    })
    http.socket(config.path, (socket, request) => {
      socket.onMessage(data => {
        if (data === 'bye') socket.close(1000, 'bye')
        else void socket.send(data)
      })
      void socket.send(JSON.stringify(request.params))
    })
  }
})

const show = defineNode({
  type: 'test/show',
  title: 'Show',
  description: 'Shows what it receives.',
  category: 'common',
  outputs: 0,
  config: t.Object({ token: t.Optional(t.secret()), url: t.Optional(t.text()) }),
  create: ({ debug, status, config }) => {
    if (config.url === 'refused') throw new Error('cannot be created')
    return message => {
      if (message.payload === 'fail') throw new Error('failed as asked')
      status(`got ${message.payload}`)
      debug({ value: message.payload === 'token' ? config.token : message.payload })
    }
  }
})

/** Cannot run without its secret. */
const sealed = defineNode({
  type: 'test/sealed',
  title: 'Sealed',
  description: 'Needs a secret.',
  category: 'common',
  outputs: 0,
  config: t.Object({ token: t.secret() }),
  create: () => () => {}
})

/** Says that what it was pressed with is taken in when it is safe. */
const safe = defineTrigger({
  type: 'test/safe',
  title: 'Safe',
  description: 'Emits what it is pressed with.',
  category: 'common',
  config: t.Object({}),
  button: 'press',
  start: context =>
    context.onPress(async input => {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      await context.emit({ payload: input }, { ack: resolve, nack: reject })
      await promise
    })
})

/** Notes in its state which numbers it is done with; those that three divides wait until it is opened. */
const tally = (opened: Promise<void>) =>
  defineNode({
    type: 'test/tally',
    title: 'Tally',
    description: 'Counts.',
    category: 'common',
    outputs: 0,
    config: t.Object({}),
    create: ({ state }) => {
      const done = state('node')
      return async message => {
        if (Number(message.payload) % 3 === 0) await opened
        done.set(String(message.payload), true)
      }
    }
  })

/** Lets messages through when it is opened; until then they stay under way. */
const gate = (opened: Promise<void>) =>
  defineNode({
    type: 'test/gate',
    title: 'Gate',
    description: 'Is done with its messages when it is opened.',
    category: 'common',
    outputs: 0,
    config: t.Object({}),
    create: () => () => opened
  })

/** Definitions for tests of the server; `connected` collects the configs that the integration was connected with. */
export const testPlugin = (connected: object[] = [], opened = Promise.resolve()) => {
  const integration = broker(connected)
  return definePlugin({
    name: 'test',
    contributes: [
      integration,
      renewing,
      login,
      button,
      subscribe(integration),
      web,
      show,
      signed,
      sealed,
      safe,
      tally(opened),
      publish(integration),
      gate(opened)
    ]
  })
}
