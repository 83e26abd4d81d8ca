import { FlowError, type Limits, RejectedError, RetryError } from '@millrace/sdk'
import type { IClientPublishOptions, IConnackPacket, MqttClient } from 'mqtt'
import type { QoS } from './qos.ts'
import { inWords } from './reasons.ts'

export interface Publication {
  readonly topic: string
  readonly payload: string | Uint8Array
  readonly qos: QoS
  readonly retain: boolean
  /** MQTT 5 only. */
  readonly properties?: IClientPublishOptions['properties']
}

/** Publishes over one connection; what is not answered when it ends is rejected, so that it is tried again. */
export class Publisher {
  readonly #client: MqttClient
  readonly #limits: Limits
  readonly #server: NonNullable<IConnackPacket['properties']>
  readonly #unanswered = new Set<(error: Error) => void>()
  #waiting: (() => void)[] = []
  #room: number

  constructor(client: MqttClient, connack: IConnackPacket, limits: Limits) {
    this.#client = client
    this.#limits = limits
    this.#server = connack.properties ?? {}
    this.#room = this.#server.receiveMaximum ?? 65535
  }

  /** Resolves when the broker has it: for QoS 0 when it is on its way. */
  async publish(publication: Publication): Promise<void> {
    const { qos, payload, topic } = publication
    const { bytes = Number.POSITIVE_INFINITY } = this.#limits
    const size = typeof payload === 'string' ? Buffer.byteLength(payload) : payload.byteLength
    if (size > bytes) throw new RejectedError(`the payload for ${topic} has ${size} bytes; the limit is ${bytes}`)
    const most = (this.#server.maximumPacketSize ?? Number.POSITIVE_INFINITY) - Buffer.byteLength(topic) - 16
    if (size > most) throw new RejectedError(`the payload for ${topic} has ${size} bytes; the broker takes ${most}`)
    if (publication.retain && this.#server.retainAvailable === false)
      throw new RejectedError(`the broker keeps no retained messages: publish to ${topic} without`)
    if (qos === 0) return this.#send(publication)
    if (this.#room === 0) await new Promise<void>(resolve => this.#waiting.push(resolve))
    else this.#room--
    try {
      await this.#send(publication)
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#room++
    }
  }

  /** MQTT.js forgets what is on its way when the connection ends. */
  close(): void {
    for (const reject of this.#unanswered)
      reject(new FlowError('INTEGRATION_AWAY', 'the connection to the broker ended before it answered'))
    this.#unanswered.clear()
  }

  #send({ topic, payload, qos, retain, properties }: Publication): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!this.#client.connected) {
        reject(new FlowError('INTEGRATION_AWAY', 'the broker is not connected'))
        return
      }
      this.#unanswered.add(reject)
      const bytes =
        typeof payload === 'string' ? payload : Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
      const allowed = Math.min(qos, this.#server.maximumQoS ?? 2) as QoS
      this.#client.publish(topic, bytes, { qos: allowed, retain, ...(properties && { properties }) }, error => {
        this.#unanswered.delete(reject)
        if (error) reject(refusal(topic, error))
        else resolve()
      })
    })
  }
}

/** Reason codes of PUBACK and PUBREC that no second try will change. */
const permanent = [135, 144, 149, 153]
/** Those that ask for patience, with the milliseconds to wait. */
const patience = 5000

const refusal = (topic: string, error: Error): Error => {
  const { code } = error as { code?: unknown }
  if (typeof code !== 'number') return new FlowError('INTEGRATION_AWAY', error.message, { cause: error })
  const message = `the broker does not take the message to ${topic}: ${inWords(code)}`
  if (permanent.includes(code)) return new RejectedError(message, { cause: error })
  if (code === 151 || code === 150 || code === 147) return new RetryError(message, patience, { cause: error })
  return new FlowError('PUBLISH_REFUSED', message, { cause: error })
}
