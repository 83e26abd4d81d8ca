import { setTimeout as pause } from 'node:timers/promises'
import type { MillraceProcess } from '../millrace-process.ts'
import type { Scenario } from '../scenario.ts'
import { flowOf, work } from './flow.ts'
import { mqttOutput, openMqtt } from './mqtt.ts'

const input = { id: 'in', type: 'core/http-in', config: { method: 'post', path: '/hook', answer: 'accepted' } }

/** Milliseconds until a caller calls again that was not told that its message is safe. */
const AGAIN = 50

/** Calls with one idempotency key until it is told that the message was accepted. */
const call = async (text: string, millrace: MillraceProcess): Promise<void> => {
  const request = { method: 'POST', body: text, headers: { 'content-type': 'text/plain', 'idempotency-key': text } }
  for (;;) {
    const status = await fetch(`${millrace.url}hook`, request).then(
      async response => {
        await response.arrayBuffer()
        return response.status
      },
      () => undefined
    )
    if (status === 202) return
    await pause(AGAIN)
  }
}

export const webhookToMqtt: Scenario = {
  name: 'webhook',
  path: 'webhook, answered 202 -> function -> MQTT',
  identified: true,
  async open() {
    const { broker, received, close } = await openMqtt()
    /** Calls that were never told: Millrace may have taken some of them. */
    let untold = 0
    let waiting = 0
    return {
      folder: { flows: [flowOf(input, work, mqttOutput)], integrations: [broker] },
      async send(text, millrace) {
        waiting++
        await call(text, millrace)
        waiting--
      },
      received,
      killed() {
        untold += waiting
      },
      unacknowledged: () => untold,
      close
    }
  }
}
