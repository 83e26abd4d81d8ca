import type { Socket } from 'node:net'

/** What is told about the AMQP connection of one client of the SDK. */
export interface AmqpListener {
  /** The connection broke, or the far side ended it. */
  lost(): void
  /** A receiver has been opened, and was not refused with the next words. */
  attached?(address: string): void
  /** Credit that a receiver may have outstanding: how many events the far side may send without being asked again. */
  readonly credit?: number
}

interface Receiver {
  readonly credit: number
  isOpen(): boolean
  addCredit(credit: number): void
}

/** Renews its token again and again. */
interface Renewing {
  readonly authLoop?: { stop(): void }
}

/** Where the SDK keeps its connection. It is private: the version is pinned, and a test fails when this changes. */
interface Inside {
  /** Of a producer alone. */
  readonly _sendersMap?: ReadonlyMap<string, Renewing>
  readonly _context: {
    readonly managementSession?: Renewing
    readonly connection: {
      on(event: 'disconnected', heard: () => void): void
      createReceiver(options: { source: { address: string } }): Promise<Receiver>
      readonly _connection: { readonly socket?: Socket; socket_ready: boolean }
    }
  }
}

/**
 * The AMQP connection inside a client, of which the SDK says nothing: that it is lost, that a receiver is open, and that
 * its receivers ask for more and more events, which they would all have to keep. What this returns breaks the connection.
 */
export const listenToAmqp = (client: object, listener: AmqpListener): (() => void) => {
  const { connection } = (client as Inside)._context
  const { _connection: amqp } = connection
  const open = connection.createReceiver.bind(connection)
  const { credit } = listener
  connection.createReceiver = async options => {
    const receiver = await open(options)
    if (credit !== undefined) bound(receiver, credit)
    if (listener.attached) setImmediate(() => receiver.isOpen() && listener.attached?.(options.source.address))
    return receiver
  }
  connection.on('disconnected', () => {
    // what the SDK still writes would keep a heartbeat running for ever
    amqp.socket_ready = false
    listener.lost()
  })
  return () => {
    // without an error the SDK would not notice
    amqp.socket?.destroy(new Error('the connection was given up'))
    // and a link that it could not close would have its token renewed for ever
    for (const one of renewing(client as Inside)) one?.authLoop?.stop()
  }
}

const renewing = ({ _sendersMap, _context }: Inside): readonly (Renewing | undefined)[] => [
  ...(_sendersMap?.values() ?? []),
  _context.managementSession
]

const bound = (receiver: Receiver, most: number): void => {
  const add = receiver.addCredit.bind(receiver)
  receiver.addCredit = more => {
    const fits = Math.min(more, most - receiver.credit)
    if (fits > 0) add(fits)
  }
}
