import { RejectedError } from '@millrace/sdk'

/** Bytes, text as UTF-8, or an array of the numbers of bytes. */
export const bytesOf = (value: unknown): Uint8Array => {
  checkedBytes(value)
  if (typeof value === 'string') return new TextEncoder().encode(value)
  return value instanceof Uint8Array ? value : Uint8Array.from((value as number[] | undefined) ?? [])
}

/** Throws when the value cannot become bytes; none at all adds none. */
export const checkedBytes = (value: unknown): void => {
  if (value === undefined || typeof value === 'string' || value instanceof Uint8Array || Array.isArray(value)) return
  throw new RejectedError(`cannot join a value of type ${value === null ? 'null' : typeof value} to bytes`)
}
