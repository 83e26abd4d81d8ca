/**
 * MQTT.js, made to go as fast as it can: what arrives is published at once, up to the broker's window of 1,000, and its
 * PUBACK goes when the broker has confirmed that. The documented way, a `handleMessage` that calls back late, would take
 * one message at a time over a second connection; the private `_sendPacket` is what pipelining costs.
 */
import mqtt, { type Packet } from 'mqtt'
import { givenAccess } from '../access.ts'

const { port, clientId } = givenAccess<'mqtt'>()
const client = mqtt.connect({
  host: '127.0.0.1',
  port,
  clientId,
  protocolVersion: 5,
  clean: false,
  properties: { sessionExpiryInterval: 3600 },
  manualConnect: true
})
const inside = client as unknown as { _sendPacket(packet: Packet): void }

/** An error makes MQTT.js send no PUBACK of its own. */
const acknowledgedBelow = new Error('acknowledged below')

client.handleMessage = ({ payload, messageId = 0 }, done) => {
  done(acknowledgedBelow)
  client.publish('out', payload, { qos: 1 }, error => {
    if (error) throw error
    inside._sendPacket({ cmd: 'puback', messageId, reasonCode: 0 } as Packet)
  })
}
client.connect()
