import type { MessageAttributeValue } from '@aws-sdk/client-sqs'
import { RejectedError } from '@millrace/sdk'

/** A message attribute as flows see it. Numbers that JavaScript can hold exactly are numbers, others text; Binary is bytes. */
export interface Attribute {
  readonly value: string | number | Uint8Array
  readonly dataType: string
}

export type WrittenAttributes = Record<string, MessageAttributeValue>

/** How many attributes a message may have. */
const MOST = 10

export const readAttributes = (
  attributes: Readonly<Record<string, MessageAttributeValue>> = {}
): Record<string, Attribute> =>
  Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, readAttribute(attribute)]))

const readAttribute = ({ DataType = 'String', StringValue = '', BinaryValue }: MessageAttributeValue): Attribute => {
  if (BinaryValue !== undefined) return { value: new Uint8Array(BinaryValue), dataType: DataType }
  const number = Number(StringValue)
  const exact = /^Number(\.|$)/.test(DataType) && String(number) === StringValue
  return { value: exact ? number : StringValue, dataType: DataType }
}

/** From a flat object, whose values are plain or `{ value, dataType }` as messages that were received have them. */
export const writeAttributes = (given: unknown): WrittenAttributes => {
  if (given === undefined || given === null) return {}
  if (typeof given !== 'object' || Array.isArray(given) || given instanceof Uint8Array)
    throw new RejectedError('the attributes must be an object with a value for each name')
  const entries = Object.entries(given).filter(([, value]) => value !== undefined && value !== null)
  if (entries.length > MOST)
    throw new RejectedError(`the message has ${entries.length} attributes; Amazon SQS takes ${MOST}`)
  return Object.fromEntries(entries.map(([name, value]) => [name, writeAttribute(name, value)]))
}

const writeAttribute = (name: string, given: unknown): MessageAttributeValue => {
  if (given instanceof Uint8Array) return { DataType: 'Binary', BinaryValue: given }
  switch (typeof given) {
    case 'string':
      return written(name, 'String', given)
    case 'number':
    case 'bigint':
      return { DataType: 'Number', StringValue: String(given) }
    case 'boolean':
      return { DataType: 'String', StringValue: String(given) }
  }
  const { value, dataType } = given as { readonly value?: unknown; readonly dataType?: unknown }
  if (typeof dataType === 'string' && value !== undefined && value !== null) return written(name, dataType, value)
  throw new RejectedError(`the attribute ${name} must be text, a number, bytes, or { value, dataType }`)
}

const written = (name: string, dataType: string, value: unknown): MessageAttributeValue => {
  if (/^Binary(\.|$)/.test(dataType))
    return {
      DataType: dataType,
      BinaryValue: value instanceof Uint8Array ? value : Buffer.from(String(value), 'base64')
    }
  if (!/^(String|Number)(\.|$)/.test(dataType))
    throw new RejectedError(`the attribute ${name} is of type ${dataType}; it must be String, Number or Binary`)
  if (value === '') throw new RejectedError(`the attribute ${name} is empty, and Amazon SQS takes none that is`)
  return { DataType: dataType, StringValue: String(value) }
}

/** What attributes count for against the largest size of a message: name, type and value. */
export const attributeBytes = (attributes: WrittenAttributes): number => {
  let bytes = 0
  for (const [name, { DataType = '', StringValue = '', BinaryValue }] of Object.entries(attributes))
    bytes += Buffer.byteLength(name + DataType + StringValue) + (BinaryValue?.byteLength ?? 0)
  return bytes
}
