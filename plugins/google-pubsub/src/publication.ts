import { RejectedError } from '@millrace/sdk'
import type { Attributes } from './attributes.ts'

export interface Publication {
  /** Its full name. */
  readonly topic: string
  readonly data: Buffer
  readonly attributes: Attributes
  /** Messages of one key keep their order; the empty text is none. */
  readonly orderingKey: string
}

/** What the service takes in one request, with what a request needs besides the message. */
const MOST_BYTES = 10_000_000 - 2048
const MOST_ATTRIBUTES = 100
const MOST_NAME = 256
const MOST_VALUE = 1024
const MOST_KEY = 1024

/**
 * Throws a RejectedError for what the service never takes. It answers for a whole request, so one such message would
 * spoil those that are sent with it.
 */
export const assertPublishable = ({ topic, data, attributes, orderingKey }: Publication, limit: number): void => {
  const reject = (why: string) => {
    throw new RejectedError(`the message to ${topic} ${why}`)
  }
  if (data.length > limit) reject(`has ${data.length} bytes; the limit is ${limit}`)
  let bytes = data.length
  let count = 0
  for (const name in attributes) {
    const size = Buffer.byteLength(name)
    const value = Buffer.byteLength(attributes[name] as string)
    if (size === 0) reject('has an attribute without a name')
    if (name.startsWith('goog')) reject(`has the attribute ${name}: names that begin with goog are taken`)
    if (size > MOST_NAME) reject(`has an attribute whose name has ${size} bytes; Pub/Sub takes ${MOST_NAME}`)
    if (value > MOST_VALUE) reject(`has the attribute ${name} of ${value} bytes; Pub/Sub takes ${MOST_VALUE}`)
    bytes += size + value
    count++
  }
  if (count > MOST_ATTRIBUTES) reject(`has ${count} attributes; Pub/Sub takes ${MOST_ATTRIBUTES}`)
  if (bytes > MOST_BYTES) reject(`has ${bytes} bytes; Pub/Sub takes ${MOST_BYTES}`)
  if (bytes === 0) reject('is empty: Pub/Sub wants a payload or an attribute')
  if (orderingKey !== '' && Buffer.byteLength(orderingKey) > MOST_KEY)
    reject(`has an ordering key of more than ${MOST_KEY} bytes`)
}
