import { timingSafeEqual } from 'node:crypto'
import { createServer, type Server, type Socket } from 'node:net'
import { defineIntegration, FlowError, t } from '@millrace/sdk'
import type { Aedes, AuthenticateError } from 'aedes'

const config = t.Object({
  host: t.text({
    title: 'Address to listen on',
    description: '127.0.0.1 is this machine alone; 0.0.0.0 everybody who can reach it.',
    minLength: 1,
    default: '127.0.0.1',
    columns: 6
  }),
  port: t.integer({ title: 'Port', minimum: 0, maximum: 65535, default: 1883, columns: 6 }),
  username: t.Optional(t.text({ title: 'Username', description: 'Without one, everybody is let in.', columns: 6 })),
  password: t.Optional(t.secret({ title: 'Password', columns: 6 }))
})

/** A broker that runs in this process. */
export interface EmbeddedBroker {
  readonly host: string
  /** The port that it listens on, also when the config leaves the choice to the system (0). */
  readonly port: number
  /** How many clients are connected. */
  readonly clients: number
  /** In a test: the port is taken, perhaps by this broker itself. */
  readonly taken: boolean
}

export const mqttEmbedded = defineIntegration({
  type: 'mqtt/embedded',
  title: 'Embedded MQTT broker',
  description: 'A small MQTT 3.1.1 broker inside Millrace, for devices nearby and for trying things out.',
  help: `
**Choose this when** there is no broker yet: on a gateway, in a demonstration, while developing. It keeps everything in
memory: retained messages and sessions are gone when Millrace stops. For anything larger run a broker of its own.

1. Choose the address. Leave it at \`127.0.0.1\` unless devices on the network shall connect, and then give a username
   and a password, because anybody who can reach the port could publish otherwise.
2. Flows reach it like any other broker: add an *MQTT broker* with the same host and port.

### When it does not work
| You see | Do this |
|---|---|
| is taken | Another broker, often Mosquitto, uses the port: choose another. |
| may not listen | Ports below 1024 need privileges: choose a higher one. |
`.trim(),
  icon: 'server',
  category: 'broker',
  chooseWhen: 'you need a small MQTT broker and have none: this one runs inside Millrace',
  config,
  stages: ['listen'],

  problems: ({ host, username, password }) => [
    ...(password && !username ? [{ path: '/username', message: 'is required with a password' }] : []),
    ...(username && !password ? [{ path: '/password', message: 'is required with a username' }] : []),
    ...(!username && !isLocal(host)
      ? [{ path: '/username', message: 'is required when other machines may connect' }]
      : [])
  ],

  exclusive: ({ host, port }) => (port === 0 ? undefined : `${host}:${port}`),

  async connect({ config, defer, stage, lost, log, trial }): Promise<EmbeddedBroker> {
    const { Aedes } = await import('aedes')
    const broker = await Aedes.createBroker()
    defer(() => new Promise<void>(resolve => broker.close(() => resolve())))
    if (config.username) broker.authenticate = authenticate(config.username, config.password ?? '')
    broker.on('clientError', (client, error) => log.debug('client error', { client: client.id, error: error.message }))
    const sockets = new Set<Socket>()
    const server = createServer(socket => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      broker.handle(socket)
    })
    defer(() => close(server, sockets))
    const port = await stage(
      'listen',
      () => listen(server, config).catch(error => (trial && isTaken(error) ? undefined : Promise.reject(error))),
      port => `port ${port ?? config.port}`
    )
    server.on('error', lost)
    return {
      host: config.host,
      port: port ?? config.port,
      taken: port === undefined,
      get clients() {
        return broker.connectedClients
      }
    }
  },

  check: async ({ host, port, taken }) =>
    taken ? `Port ${port} of ${host} is in use, by this broker if it is running` : `May listen on ${host} port ${port}`
})

const isTaken = (error: Error): boolean => (error.cause as NodeJS.ErrnoException).code === 'EADDRINUSE'

const isLocal = (host: string): boolean => ['127.0.0.1', '::1', 'localhost'].includes(host)

const listen = (server: Server, { host, port }: { host: string; port: number }): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', error => reject(explain(error, host, port)))
    server.listen(port, host, () => {
      server.removeAllListeners('error')
      resolve((server.address() as { port: number }).port)
    })
  })

const explain = (error: NodeJS.ErrnoException, host: string, port: number): Error => {
  const text: Record<string, string> = {
    EADDRINUSE: `port ${port} of ${host} is taken: stop what uses it, or choose another`,
    EACCES: `this process may not listen on port ${port}: choose one above 1023`,
    EADDRNOTAVAIL: `${host} is not an address of this machine`,
    ENOTFOUND: `${host} is not an address of this machine`
  }
  return new FlowError('UNREACHABLE', text[error.code ?? ''] ?? error.message, { cause: error })
}

const close = (server: Server, sockets: ReadonlySet<Socket>): Promise<void> =>
  new Promise(resolve => {
    server.close(() => resolve())
    for (const socket of sockets) socket.destroy()
  })

/** CONNACK's return code for a wrong user name or password (MQTT 3.1.1, 3.2.2.3). */
const BAD_LOGIN = 4

const authenticate =
  (username: string, password: string): Aedes['authenticate'] =>
  (_client, name, secret, done) => {
    if (same(name ?? '', username) && same(secret ?? '', password)) return done(null, true)
    done(Object.assign(new Error('wrong user name or password'), { returnCode: BAD_LOGIN }) as AuthenticateError, null)
  }

const same = (given: string | Uint8Array, expected: string): boolean => {
  const one = Buffer.from(given as string)
  const other = Buffer.from(expected)
  return one.length === other.length && timingSafeEqual(one, other)
}
