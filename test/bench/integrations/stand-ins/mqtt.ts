import { startMosquitto } from '../../../servers/mosquitto.ts'
import { connectDevice } from '../../../servers/mqtt-device.ts'
import type { StandIn } from '../stand-in.ts'

const SESSION = { clientId: 'bench', clean: false, properties: { sessionExpiryInterval: 3600 } }
/** Messages that are waiting or under way: more than a window. */
const BACKLOG = 3000
/** So many at a time are put in. */
const WAVE = 500
/** No line of log for each packet, no bound of its own that keeps a side from going faster. */
const SETTINGS = ['log_type none', 'log_type information', 'max_queued_messages 0', 'max_inflight_messages 1000']

/**
 * A real mosquitto. Its source is a session that is away: it queues what either side is given when it comes. It is kept
 * filled and not filled at once, because mosquitto 2.0 empties a long queue without regard to anybody's window.
 */
export const mqttStandIn = async (): Promise<StandIn<'mqtt'>> => {
  const mosquitto = await startMosquitto({ settings: SETTINGS, saveEvery: 1_000_000 })
  const { mqtt: port } = mosquitto.ports
  const session = await connectDevice(port, SESSION)
  await session.client.subscribeAsync('in', { qos: 1, properties: { subscriptionIdentifier: 1 } })
  await session.client.endAsync()
  const device = await connectDevice(port)
  await device.subscribe('out', 0)
  return {
    access: { port, clientId: SESSION.clientId },
    async fill(count, body) {
      let sent = 0
      const more = async () => {
        const due = Math.min(count, device.heard.length + BACKLOG) - sent
        if (due < WAVE) return
        sent += due
        await Promise.all(Array.from({ length: due }, () => device.publish('in', body)))
      }
      await more()
      // what is on its way when the device leaves is of no interest
      device.client.on('message', () => void more().catch(() => {}))
    },
    passed: () => device.heard.length,
    async close() {
      await device.leave()
      await mosquitto.stop()
    }
  }
}
