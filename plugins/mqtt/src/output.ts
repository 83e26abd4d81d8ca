import { defineNode, encodePayload, type Message, RejectedError, t } from '@millrace/sdk'
import type { Broker } from './broker.ts'
import { qosField } from './config.ts'
import { mqttBroker } from './integration.ts'
import { type Properties, writeProperties } from './properties.ts'
import type { QoS } from './qos.ts'

const config = t.Object({
  topic: t.template({
    title: 'Topic',
    description: 'Where to publish. Without wildcards.',
    minLength: 1,
    maxLength: 1024,
    format: 'topic',
    default: '{{msg.topic}}',
    examples: ['plant/{{msg.boiler}}/command', 'netneural/{{globals.organization_id}}/devices/{{msg.device}}/commands']
  }),
  payload: t.value({
    title: 'Payload',
    description: 'Text and bytes go out as they are, anything else as JSON, nothing as an empty message.',
    default: { type: 'msg', value: 'payload' }
  }),
  qos: qosField('1: at least once. 0: may be lost. 2: the broker takes it once.'),
  retain: t.Boolean({
    title: 'Retained',
    description: 'The broker keeps it and gives it to whoever subscribes later.',
    default: false
  }),
  fromMessage: t.Boolean({
    title: 'Let the message decide',
    description: 'msg.qos and msg.retain, where they are set, win over the fields here.',
    default: false,
    advanced: true
  }),
  deliveryId: t.Optional(
    t.text({
      title: 'User property for the delivery id',
      description:
        'MQTT 5 only. What is published again has the same id, so that subscribers can tell. Without a name none is sent.',
      maxLength: 256,
      examples: ['delivery-id'],
      advanced: true
    })
  )
})

export const mqttOut = defineNode<typeof config, Broker>({
  type: 'mqtt/out',
  title: 'mqtt out',
  description: 'Publishes every message to a topic.',
  help: `
The node is done when the broker has the message. While the broker is away messages wait here. When the connection
breaks before the broker has answered, the message is published again: subscribers may see it twice. To let them tell,
name a user property for the delivery id (MQTT 5): it is the same however often a message is published.

With MQTT 5, \`msg.contentType\`, \`msg.responseTopic\`, \`msg.correlationData\`, \`msg.userProperties\` and
\`msg.messageExpiryInterval\` go along. A message that the broker will never take, because it is too large or the topic
is forbidden, becomes a dead letter.

A broker that speaks MQTT 3.1.1 does not say when it forbids a topic: it drops the message or closes the connection.
`.trim(),
  icon: 'radio-tower',
  category: 'messaging',
  integration: mqttBroker,
  outputs: 0,
  guarantee: ({ qos }) => (qos === 0 ? 'may lose' : 'at least once'),
  config,

  create: ({ config }) => {
    const { qos, retain, fromMessage, deliveryId } = config
    return async (message, out, broker) => {
      const topic = config.topic(message)
      assertTopic(topic)
      await broker.publish({
        topic,
        payload: encodePayload(await config.payload(message)),
        qos: fromMessage ? messageQos(message, qos) : qos,
        retain: fromMessage && message.retain !== undefined ? message.retain === true : retain,
        ...(broker.version === '5' && { properties: withDeliveryId(writeProperties(message), deliveryId, out.id) })
      })
    }
  }
})

const withDeliveryId = (properties: Properties, name: string | undefined, id: string): Properties =>
  name ? { ...properties, userProperties: { ...properties.userProperties, [name]: id } } : properties

const assertTopic = (topic: string): void => {
  if (topic === '') throw new RejectedError('the topic is empty: set msg.topic, or write one into the node')
  if (/[+#\0]/.test(topic)) throw new RejectedError(`${topic} is not a topic: + and # may only stand in subscriptions`)
  if (Buffer.byteLength(topic) > 65535) throw new RejectedError('the topic is longer than 65,535 bytes')
}

const messageQos = ({ qos }: Message, otherwise: QoS): QoS => {
  if (qos === undefined) return otherwise
  const asked = Number(qos)
  if (asked === 0 || asked === 1 || asked === 2) return asked
  throw new RejectedError('msg.qos must be 0, 1 or 2')
}
