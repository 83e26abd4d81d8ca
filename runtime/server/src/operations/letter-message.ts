import { ConfigError, decode, encode, isObject, type Message, pointerStep } from '@millrace/sdk'

/**
 * Reads the message that a person has edited: text of the codec, an object, of values that can be kept. It keeps the
 * `_msgid` that it had unless it names another. Throws a ConfigError with a path under `/message`.
 */
export const readMessage = (text: string, before: Pick<Message, '_msgid'>): Message => {
  const message = { _msgid: before._msgid, ...decoded(text) }
  if (typeof message._msgid !== 'string' || message._msgid === '') throw refused('must be text', '/_msgid')
  try {
    encode(message)
  } catch (error) {
    throw refused((error as Error).message)
  }
  return message
}

const decoded = (text: string): Record<string, unknown> => {
  let value: unknown
  try {
    value = decode(text)
  } catch (error) {
    throw refused(`is not what the codec writes: ${(error as Error).message}`, brokenPath(text))
  }
  const plain = isObject(value) && Object.getPrototypeOf(value) === Object.prototype
  if (!plain) throw refused('must be an object, such as { "payload": 1 }')
  return value as Record<string, unknown>
}

/** Where a value stands that is written like one of the codec's, such as `{ "$date": ... }`, and is none; the whole for text that is not JSON. */
const brokenPath = (text: string): string => {
  try {
    return deepest(JSON.parse(text), '') ?? ''
  } catch {
    return ''
  }
}

const deepest = (value: unknown, path: string): string | undefined => {
  if (value === null || typeof value !== 'object') return undefined
  for (const [key, part] of Object.entries(value)) {
    const found = deepest(part, path + pointerStep(key))
    if (found !== undefined) return found
  }
  try {
    decode(JSON.stringify(value))
    return undefined
  } catch {
    return path
  }
}

const refused = (message: string, path = ''): ConfigError => new ConfigError([{ path: `/message${path}`, message }])
