import { RejectedError } from '../errors.ts'

/** How the bytes of a message become its payload. */
export const payloadKinds = ['auto', 'text', 'json', 'bytes'] as const
export type PayloadKind = (typeof payloadKinds)[number]

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** `auto` makes an object or a list of what is one in JSON, text of other text, bytes of the rest. Throws a RejectedError that says why the bytes are not what was expected. */
export const decodePayload = (kind: PayloadKind, bytes: Uint8Array): unknown => {
  switch (kind) {
    case 'bytes':
      return new Uint8Array(bytes)
    case 'text':
      return asText(bytes)
    case 'json':
      return asJson(asText(bytes))
    case 'auto':
      return guess(bytes)
  }
}

/** What goes out: text and bytes as they are, undefined as nothing, everything else as JSON. */
export const encodePayload = (payload: unknown): string | Uint8Array => {
  if (payload === undefined) return ''
  if (typeof payload === 'string' || payload instanceof Uint8Array) return payload
  try {
    return JSON.stringify(payload) ?? ''
  } catch (cause) {
    throw new RejectedError(`the payload cannot be written as JSON: ${(cause as Error).message}`, { cause })
  }
}

const asText = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw new RejectedError('the payload is not text (UTF-8)', { cause })
  }
}

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new RejectedError(`the payload is not JSON: ${(cause as Error).message}`, { cause })
  }
}

const guess = (bytes: Uint8Array): unknown => {
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    return new Uint8Array(bytes)
  }
  if (!/^\s*[[{]/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
