import {
  decodePayload,
  defineTrigger,
  FlowError,
  type Outgoing,
  payloadKinds,
  type Receipt,
  RejectedError,
  type Static,
  t
} from '@millrace/sdk'
import type { Broker } from './broker.ts'
import { qosField, topicsField } from './config.ts'
import { mqttBroker } from './integration.ts'
import type { Heard } from './listener.ts'
import { readProperties } from './properties.ts'

const config = t.Object({
  topics: topicsField('May hold + for one level and # for the rest. Without any, the default topics of the broker.'),
  qos: qosField('1: no message is lost. 0: some may be. 2: none comes twice from the broker.'),
  payload: t.choice(payloadKinds, {
    title: 'Payload',
    description: 'What cannot be read so becomes a dead letter.',
    labels: { auto: 'JSON, else text', text: 'Text', json: 'JSON', bytes: 'Bytes' },
    default: 'auto',
    columns: 6
  })
})

export const mqttIn = defineTrigger<typeof config, Broker>({
  type: 'mqtt/in',
  title: 'mqtt in',
  description: 'Starts the flow for every message to one of the topics.',
  help: `
A message is acknowledged to the broker when all that came of it is done, or when the journal holds it. Trigger and
broker together promise what the quality of service says; 1 is right for almost everything.

With MQTT 5 the message also has \`contentType\`, \`responseTopic\`, \`correlationData\`, \`userProperties\`,
\`messageExpiryInterval\` and \`subscriptionIds\`, as far as they were sent.

A retained message comes when the topic is first subscribed to, and is marked by \`msg.retain\`. A topic that is in use
already, and a session that was kept, bring it no second time.
`.trim(),
  icon: 'radio-tower',
  category: 'messaging',
  integration: mqttBroker,
  config,
  redelivers: ({ qos }) => qos > 0,
  example: { topic: 'plant/7/boiler', payload: { boiler: 7, temperature: 183.6 }, qos: 1, retain: false },

  async start({ id: address, config, connection, emit, defer }) {
    const topics = config.topics.length > 0 ? config.topics : connection.topics
    if (topics.length === 0)
      throw new FlowError('CONFIG_INVALID', 'there is no topic to hear: add one here, or a default topic to the broker')
    const hear = ({ packet, id, redelivers }: Heard, receipt: Receipt) => {
      const { message, rejected } = read(packet, config, connection)
      const origin = { ...(id !== undefined && { id }), ...(rejected && { rejected }), redelivers }
      return emit(message, receipt, origin).catch((error: Error) => receipt.nack(error))
    }
    defer(await connection.listen({ id: address, topics, qos: config.qos, hear }))
  }
})

const read = (
  { topic, payload, qos, retain, properties }: Heard['packet'],
  config: Static<typeof mqttIn.config>,
  { limits, version }: Broker
): { message: Outgoing; rejected?: Error } => {
  const bytes = Buffer.from(payload)
  const rest = { qos, retain, ...(version === '5' && readProperties(properties)) }
  try {
    const { bytes: most = Number.POSITIVE_INFINITY } = limits
    if (bytes.length > most) throw new RejectedError(`the payload has ${bytes.length} bytes; the limit is ${most}`)
    return { message: { topic, payload: decodePayload(config.payload, bytes), ...rest } }
  } catch (error) {
    return { message: { topic, payload: new Uint8Array(bytes), ...rest }, rejected: error as Error }
  }
}
