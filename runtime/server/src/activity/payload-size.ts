import { encode } from '@millrace/sdk'

/** Bytes of a payload as it would stand on the wire: text and bytes as they are, anything else as JSON. */
export const payloadSize = (message: unknown): number => {
  const payload = (message as { readonly payload?: unknown } | undefined)?.payload
  if (payload === undefined) return 0
  if (typeof payload === 'string') return Buffer.byteLength(payload)
  if (payload instanceof Uint8Array) return payload.byteLength
  try {
    return Buffer.byteLength(encode(payload))
  } catch {
    return 0
  }
}
