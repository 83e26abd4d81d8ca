import rhea, { type Delivery, type EventContext, type Message } from 'rhea'
import { isCbs, isManagement, parseAddress } from './address.ts'
import { judgeSas, type Verdict } from './claims.ts'
import type { Entities } from './entities.ts'
import { type Answer, manage } from './management.ts'
import type { EventHubsSetup } from './options.ts'
import type { Visitor } from './visitor.ts'

const { types, message: codec } = rhea

/** The format of a message that holds several events, each encoded as a message of its own. */
const BATCH = 0x80013700

/** What becomes of the messages of clients: tokens, questions and events. */
export class Intake {
  /** How often a token was refused. */
  refusals = 0
  /** How many messages with events have come. */
  transfers = 0
  readonly #entities: Entities
  readonly #setup: EventHubsSetup

  constructor(entities: Entities, setup: EventHubsSetup) {
    this.#entities = entities
    this.#setup = setup
  }

  message({ message, delivery, receiver }: EventContext, visitor: Visitor): void {
    if (delivery === undefined) return
    const address = String(receiver?.target.address)
    // rhea leaves messages of another format than its own as they are
    const raw: unknown = message
    const decoded = (Buffer.isBuffer(raw) ? codec.decode(raw) : raw) as Message
    if (!isCbs(address) && !isManagement(address)) {
      this.#store(address, decoded, delivery, Buffer.isBuffer(raw) ? raw.length : 0)
      return
    }
    delivery.accept()
    reply(visitor, decoded, isCbs(address) ? this.#putToken(decoded, visitor) : manage(decoded, this.#entities))
  }

  #store(address: string, message: Message, delivery: Delivery, size: number): void {
    this.transfers++
    const { hub, partition } = parseAddress(address)
    const entity = this.#entities.get(hub)
    if (entity === undefined) {
      delivery.reject({ condition: 'amqp:not-found', description: `The messaging entity '${hub}' could not be found.` })
      return
    }
    if (size > this.#setup.largest) {
      const description = `The received message (size:${size}) exceeds the limit (size:${this.#setup.largest}).`
      delivery.reject({ condition: 'amqp:link:message-size-exceeded', description })
      return
    }
    const key = message.message_annotations?.['x-opt-partition-key']
    const events = delivery.format === BATCH ? unpack(message) : [message]
    for (const event of events)
      if (key !== undefined) event.message_annotations = { ...event.message_annotations, 'x-opt-partition-key': key }
    this.#entities.append(entity, events, { partition, key })
    delivery.accept()
  }

  #putToken(request: Message, visitor: Visitor): Answer {
    const verdict = this.#judge(String(request.application_properties?.type), String(request.body))
    if ('refused' in verdict) {
      this.refusals++
      return { status: 401, description: verdict.refused }
    }
    visitor.grant(verdict.claims)
    return { status: 202, description: 'Accepted' }
  }

  #judge(type: string, token: string): Verdict {
    const { policies, bearer } = this.#setup
    if (type !== 'jwt') return judgeSas(token, policies)
    return bearer?.(token) ?? { refused: 'InvalidIssuer: Token issuer is invalid.' }
  }
}

const unpack = ({ body }: Message): Message[] =>
  [body.content].flat().map((part: Buffer) => codec.decode(part) as unknown as Message)

const reply = (visitor: Visitor, request: Message, { status, description, body }: Answer): void => {
  const application_properties = { 'status-code': types.wrap_int(status), 'status-description': description }
  const answer = { correlation_id: request.message_id, application_properties, body }
  visitor.replies.get(String(request.reply_to))?.send(answer as unknown as Message)
}
