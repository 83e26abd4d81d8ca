import type { Server, Socket } from 'node:net'
import rhea, { type Connection, type Container, type EventContext, type Receiver, type Sender } from 'rhea'
import type { Entities, Entity } from './entities.ts'
import { Intake } from './intake.ts'
import { Links } from './links.ts'
import type { EventHubsSetup } from './options.ts'
import { refuse, Visitor } from './visitor.ts'

/** The AMQP side of the stand-in. */
export class AmqpServer {
  readonly #setup: EventHubsSetup
  readonly #links: Links
  readonly #intake: Intake
  readonly #container: Container
  readonly #sockets = new Set<Socket>()
  readonly #visitors = new Map<Connection, Visitor>()
  #server: Server | undefined

  constructor(entities: Entities, setup: EventHubsSetup) {
    this.#setup = setup
    this.#links = new Links(entities, setup, () => this.#visitors.values())
    this.#intake = new Intake(entities, setup)
    this.#container = rhea.create_container({ id: 'event-hubs', autoaccept: false })
    this.#container.sasl_server_mechanisms.enable_anonymous()
    this.#hear()
  }

  /** How often a token was refused. */
  get refusals(): number {
    return this.#intake.refusals
  }

  /** How many messages with events have come. */
  get transfers(): number {
    return this.#intake.transfers
  }

  /** Resolves to the port. */
  async listen(port: number): Promise<number> {
    const { tls } = this.#setup
    const secure = tls && { transport: 'tls' as const, key: tls.privateKey, cert: tls.certificate }
    const server = this.#container.listen({ host: '127.0.0.1', port, ...secure }) as Server
    this.#server = server
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket)).on('error', () => {})
    })
    await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject))
    return (server.address() as { port: number }).port
  }

  credit({ partitions }: Entity): number {
    const readers = [...this.#visitors.values()].flatMap(visitor => [...visitor.readers])
    return readers
      .filter(({ partition }) => partitions.includes(partition))
      .reduce((sum, { credit }) => sum + credit, 0)
  }

  /** Breaks every connection without a good-bye. */
  sever(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  /** Ends the links of all receivers, as the service does now and then; the connections stay. */
  detachReaders(): void {
    for (const { readers } of this.#visitors.values())
      for (const { link } of readers) refuse(link, 'amqp:link:detach-forced', 'The link is force detached.')
  }

  async close(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server === undefined) return
    const closed = new Promise<void>(resolve => server.close(() => resolve()))
    this.sever()
    await closed
  }

  #hear(): void {
    const on = (event: string, heard: (context: EventContext, visitor: Visitor) => void) =>
      this.#container.on(event, (context: EventContext) => heard(context, this.#visitor(context)))
    const gone = ({ connection }: EventContext, visitor: Visitor) => {
      visitor.leave()
      this.#visitors.delete(connection)
    }
    on('connection_open', ({ connection }, visitor) => this.#visitors.set(connection, visitor))
    on('connection_close', gone)
    on('disconnected', gone)
    on('receiver_open', ({ receiver }, visitor) => this.#links.toServer(receiver as Receiver, visitor))
    on('sender_open', ({ sender }, visitor) => this.#links.toClient(sender as Sender, visitor))
    on('sendable', ({ sender }, visitor) => visitor.readerOf(sender)?.send())
    on('sender_close', ({ sender }, visitor) => visitor.drop(sender))
    on('message', (context, visitor) => this.#intake.message(context, visitor))
    for (const kind of ['connection', 'session', 'sender', 'receiver', 'protocol']) on(`${kind}_error`, () => {})
    on('error', () => {})
  }

  #visitor({ connection }: EventContext): Visitor {
    return this.#visitors.get(connection) ?? new Visitor()
  }
}
