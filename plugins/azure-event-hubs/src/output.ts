import { createHash } from 'node:crypto'
import { defineNode, encodePayload, type Message, parsePath, setPath, t } from '@millrace/sdk'
import type { Hub } from './hub.ts'
import { eventHub } from './integration.ts'
import { propertiesField, propertiesOf } from './properties.ts'
import { routeField, routeOf } from './route.ts'

const config = t.Object({
  eventHub: t.Optional(
    t.text({
      title: 'Event hub',
      description: 'Another hub of the namespace. Without it: the hub of the integration.',
      maxLength: 256,
      columns: 6
    })
  ),
  payload: t.value({
    title: 'Payload',
    description: 'Text and bytes go out as they are, anything else as JSON, nothing as an empty event.',
    default: { type: 'msg', value: 'payload' }
  }),
  properties: propertiesField,
  partition: routeField,
  result: t.Optional(
    t.target({
      title: 'Result',
      description: 'Where to put what became of it in the message that goes on: success, eventHub and messageId.',
      types: ['msg']
    })
  )
})

export const eventHubOut = defineNode<typeof config, Hub>({
  type: 'azure-event-hubs/out',
  title: 'event hub out',
  description: 'Sends every message to a hub, and passes it on when the hub has it.',
  help: `
What waits for the same place is sent together, in order. The node is done when the hub has confirmed the event. While the
hub is away messages wait here. When the connection breaks before the hub has answered, the event is sent again: it may be
there twice, with the same \`messageId\`, which is made from the id of the delivery.

\`msg.contentType\` and \`msg.correlationId\` go along. An event that is larger than the hub takes becomes a dead letter.
`.trim(),
  icon: 'waves',
  category: 'messaging',
  integration: eventHub,
  outputs: 1,
  guarantee: 'at least once',
  config,

  create: ({ config }) => {
    const result = config.result && parsePath(config.result.value)
    return async (message, out, hub) => {
      const outbox = hub.outbox(config.eventHub || undefined)
      const route = routeOf(config.partition, message)
      const messageId = idOf(out.id)
      const properties = await propertiesOf(config.properties, message)
      const body = bytesOf(encodePayload(await config.payload(message)))
      const event = { body, messageId, ...attributes(message), ...(properties && { properties }) }
      await outbox.send(event, route)
      const { eventHub } = outbox
      out.send(result ? setPath(message, result, { success: true, eventHub, messageId }) : message)
    }
  }
})

/** Event Hubs takes no longer message id. */
const LONGEST = 128

const idOf = (id: string): string => (id.length > LONGEST ? createHash('sha256').update(id).digest('hex') : id)

const bytesOf = (payload: string | Uint8Array): Uint8Array =>
  typeof payload === 'string' ? Buffer.from(payload) : Buffer.from(payload.buffer, payload.byteOffset, payload.length)

const attributes = ({ contentType, correlationId }: Message) => ({
  ...(typeof contentType === 'string' && { contentType }),
  ...((typeof correlationId === 'string' || typeof correlationId === 'number') && { correlationId })
})
