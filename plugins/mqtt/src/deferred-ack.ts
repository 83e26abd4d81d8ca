import type { IPublishPacket, MqttClient, Packet } from 'mqtt'
import { OrderedAcks } from './ordered-acks.ts'

/** The part of MqttClient that is not public. Its version is pinned; `deferred-ack.test.ts` fails when this changes. */
interface Inside {
  _sendPacket(packet: Packet, done?: () => void, ...rest: unknown[]): void
}

export interface Receiver {
  /** A PUBLISH arrived. The broker is told when `acknowledge` is called; until then it keeps the message. */
  arrived(packet: IPublishPacket, acknowledge: () => void): void
  /** A QoS 2 exchange is over, so that its packet id may come again. PUBCOMP waits for the promise. */
  released(messageId: number): Promise<void> | undefined
}

/** Only means that MQTT.js sends no PUBACK. One for all messages: to trace where an error was made takes longer than a message. */
const LATER = new Error('acknowledged later')

/** One QoS 2 message between PUBLISH and PUBREL. */
interface Taken {
  readonly packet: IPublishPacket
  acknowledged: boolean
}

/**
 * Leaves it to `receiver` when the broker is told that a message is safe. MQTT.js would tell it at once, or stop reading
 * anything, PINGRESP included, until a handler called back. It also hands out QoS 2 messages only at PUBREL, when the
 * broker has already forgotten them; here they are taken at PUBLISH. Called before CONNECT is sent.
 */
export const deferAcknowledgements = (client: MqttClient, receiver: Receiver): void => {
  const inside = client as unknown as Inside
  const send = inside._sendPacket.bind(client)
  const answer = (cmd: 'puback' | 'pubrec' | 'pubcomp', messageId: number) => {
    if (client.connected) send({ cmd, messageId, reasonCode: 0 } as Packet)
  }
  const pubacks = new OrderedAcks(messageId => answer('puback', messageId))
  const pubrecs = new OrderedAcks(messageId => answer('pubrec', messageId))
  const taken = new Map<number, Taken>()

  client.handleMessage = (packet, done) => {
    const { qos, messageId = 0 } = packet
    if (qos !== 1) done()
    else done(LATER)
    if (qos === 0) receiver.arrived(packet, () => {})
    if (qos === 1) receiver.arrived(packet, pubacks.expect(messageId))
  }

  const take = (packet: IPublishPacket, pubrec: () => void) => {
    const { messageId = 0 } = packet
    const before = taken.get(messageId)
    const now: Taken = before ?? { packet, acknowledged: false }
    taken.set(messageId, now)
    pubrec()
    if (before) return
    const acknowledge = pubrecs.expect(messageId)
    receiver.arrived(packet, () => {
      now.acknowledged = true
      acknowledge()
    })
  }

  const { incomingStore } = client
  Object.assign(incomingStore, {
    put(packet: IPublishPacket, done: () => void) {
      take(packet, done)
      return incomingStore
    },
    get({ messageId = 0 }: { messageId?: number }, done: (error: Error | null, packet?: Packet) => void) {
      const { packet } = taken.get(messageId) ?? {}
      taken.delete(messageId)
      done(packet ? null : new Error('not taken in this connection'), packet)
      return incomingStore
    },
    del(packet: Packet, done: (error: Error | null, packet?: Packet) => void) {
      done(null, packet)
      return incomingStore
    }
  })

  inside._sendPacket = (packet, done, ...rest) => {
    const { cmd, messageId = 0 } = packet
    if (cmd === 'pubrec' && taken.get(messageId)?.acknowledged !== true) {
      done?.()
      return
    }
    const waiting = cmd === 'pubcomp' ? receiver.released(messageId) : undefined
    if (waiting === undefined) {
      send(packet, done, ...rest)
      return
    }
    done?.()
    waiting.then(() => answer('pubcomp', messageId))
  }
}
