import { type Message, RejectedError } from '@millrace/sdk'
import type { IPublishPacket } from 'mqtt'

/** Those of MQTT 5 that a message may have. */
export type Properties = NonNullable<IPublishPacket['properties']>

/** The MQTT 5 properties of a message that arrived, under the names that Node-RED gives them. */
export const readProperties = (properties: Properties = {}): object => {
  const { contentType, responseTopic, correlationData, userProperties, messageExpiryInterval } = properties
  const { payloadFormatIndicator, subscriptionIdentifier } = properties
  return {
    ...(contentType !== undefined && { contentType }),
    ...(responseTopic !== undefined && { responseTopic }),
    ...(correlationData !== undefined && { correlationData: new Uint8Array(correlationData) }),
    ...(userProperties !== undefined && { userProperties: { ...userProperties } }),
    ...(messageExpiryInterval !== undefined && { messageExpiryInterval }),
    ...(payloadFormatIndicator !== undefined && { payloadFormatIndicator }),
    ...(subscriptionIdentifier !== undefined && { subscriptionIds: [subscriptionIdentifier].flat() })
  }
}

/** The MQTT 5 properties that a message asks for. Throws a RejectedError for one that no broker would take. */
export const writeProperties = (message: Message): Properties => {
  const { contentType, responseTopic, correlationData, userProperties, messageExpiryInterval } = message
  const { payloadFormatIndicator } = message
  return {
    ...(contentType !== undefined && { contentType: text('contentType', contentType) }),
    ...(responseTopic !== undefined && { responseTopic: text('responseTopic', responseTopic) }),
    ...(correlationData !== undefined && { correlationData: bytes(correlationData) }),
    ...(userProperties !== undefined && { userProperties: texts(userProperties) }),
    ...(messageExpiryInterval !== undefined && { messageExpiryInterval: seconds(messageExpiryInterval) }),
    ...(typeof payloadFormatIndicator === 'boolean' && { payloadFormatIndicator })
  }
}

const refuse = (name: string, must: string) => new RejectedError(`msg.${name} must be ${must}`)

const text = (name: string, value: unknown): string => {
  if (typeof value !== 'string') throw refuse(name, 'text')
  return value
}

const bytes = (value: unknown): Buffer => {
  if (typeof value === 'string' || value instanceof Uint8Array) return Buffer.from(value)
  throw refuse('correlationData', 'text or bytes')
}

const seconds = (value: unknown): number => {
  const count = Number(value)
  if (!Number.isInteger(count) || count < 0 || count > 0xffffffff)
    throw refuse('messageExpiryInterval', 'whole seconds')
  return count
}

const texts = (value: unknown): Record<string, string | string[]> => {
  if (value === null || typeof value !== 'object') throw refuse('userProperties', 'an object')
  return Object.fromEntries(
    Object.entries(value).map(([name, of]) => [name, Array.isArray(of) ? of.map(String) : String(of)])
  )
}
