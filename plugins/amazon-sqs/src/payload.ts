import { decodePayload, encodePayload, type PayloadKind, RejectedError } from '@millrace/sdk'

/** The payload of a message whose body, as all of SQS, is text: bytes stand in it as Base64. Throws a RejectedError. */
export const decodeBody = (kind: PayloadKind, body: string): unknown => {
  if (kind === 'text') return body
  if (kind !== 'bytes') return decodePayload(kind, Buffer.from(body))
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(body)) throw new RejectedError('the body is not Base64')
  return new Uint8Array(Buffer.from(body, 'base64'))
}

/** What goes out: text as it is, bytes in Base64, everything else as JSON. SQS takes no empty body. */
export const encodeBody = (payload: unknown): string => {
  const encoded = encodePayload(payload)
  const body = typeof encoded === 'string' ? encoded : base64(encoded)
  if (body === '') throw new RejectedError('the message is empty, and Amazon SQS takes none that is')
  return body
}

const base64 = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64')
