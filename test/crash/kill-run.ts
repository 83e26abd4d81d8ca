import { setTimeout as pause } from 'node:timers/promises'
import type { Flow, StoredIntegration } from '@millrace/engine'
import { startMosquitto } from '../servers/mosquitto.ts'
import { connectDevice } from '../servers/mqtt-device.ts'
import { until } from '../servers/until.ts'
import { millraceProcess } from './millrace-process.ts'

export interface KillRun {
  readonly messages: number
  readonly kills: number
  /** Acknowledges to the broker as soon as a message arrives: the control, which must lose. */
  readonly acknowledgeOnArrival?: boolean
}

export interface KillResult {
  readonly lost: number
  /** Came more than once: allowed, at most `unacknowledged`. */
  readonly duplicates: number
  /** What the broker had sent and not heard of when its client was gone, as its log tells, summed over all kills. */
  readonly unacknowledged: number
  readonly kills: number
}

const flow: Flow = {
  format: 1,
  id: 'crash',
  name: 'Crash',
  nodes: [
    {
      id: 'in',
      type: 'mqtt/in',
      integration: 'broker',
      config: { topics: ['in/#'], qos: 1, payload: 'text' },
      at: [0, 0],
      wires: [['work']]
    },
    {
      id: 'work',
      type: 'core/function',
      config: { func: 'await new Promise(done => setTimeout(done, 20))\nreturn msg' },
      at: [200, 0],
      wires: [['out']]
    },
    { id: 'out', type: 'mqtt/out', integration: 'broker', config: { topic: 'out', qos: 1 }, at: [400, 0], wires: [] }
  ]
}

const broker = (port: number): StoredIntegration => ({
  id: 'broker',
  type: 'mqtt/broker',
  name: 'Broker',
  config: { protocol: 'mqtt', host: '127.0.0.1', port, clean: false, clientId: 'millrace-crash' }
})

/** Mosquitto hands a client that comes back its whole queue, whatever its own window says, so this is counted and not assumed. */
const unacknowledged = (log: string): number => {
  const sent = new Set<string>()
  let sum = 0
  for (const line of log.split('\n')) {
    if (!line.includes('millrace-crash')) continue
    const out = /Sending PUBLISH to \S+ \(d\d, q1, r\d, m(\d+)/.exec(line)?.[1]
    const acknowledged = /Received PUBACK from \S+ \(Mid: (\d+)/.exec(line)?.[1]
    if (out !== undefined) sent.add(out)
    if (acknowledged !== undefined) sent.delete(acknowledged)
    if (line.includes('New client connected')) sum += sent.size
  }
  return sum
}

/**
 * Kills Millrace again and again while QoS 1 messages are under way through a persistent session, and counts, from the
 * outside, what never came out and what came twice.
 */
export const killRun = async ({ messages, kills, acknowledgeOnArrival = false }: KillRun): Promise<KillResult> => {
  const mosquitto = await startMosquitto({ settings: ['max_queued_messages 0'] })
  const { mqtt: port } = mosquitto.ports
  const millrace = await millraceProcess(
    { flows: [flow], integrations: [broker(port)] },
    acknowledgeOnArrival ? ['--acknowledge-on-arrival'] : []
  )
  const device = await connectDevice(port)
  try {
    await device.subscribe('out')
    const came = (text: string) => device.heard.some(({ payload }) => payload.toString() === text)
    const warm = async (name: string) => {
      await until(async () => {
        await device.publish('in/probe', name)
        return came(name)
      })
    }
    await millrace.start()
    await warm('warm')
    const publishing = (async () => {
      for (let i = 0; i < messages; i++) {
        await device.publish('in/count', `n${i}`)
        if (i % 10 === 9) await pause(15)
      }
    })()
    for (let i = 0; i < kills; i++) {
      await pause(200 + Math.random() * 300)
      await millrace.kill('SIGKILL')
      await millrace.start()
    }
    await publishing
    await warm('end')
    const counts = () => {
      const seen = new Map<string, number>()
      for (const { payload } of device.heard) {
        const text = payload.toString()
        if (text.startsWith('n')) seen.set(text, (seen.get(text) ?? 0) + 1)
      }
      return seen
    }
    if (!acknowledgeOnArrival) await until(() => counts().size === messages)
    const seen = counts()
    return {
      lost: messages - seen.size,
      duplicates: [...seen.values()].filter(count => count > 1).length,
      unacknowledged: unacknowledged(mosquitto.log()),
      kills
    }
  } finally {
    await device.leave()
    await millrace.remove()
    await mosquitto.stop()
  }
}
