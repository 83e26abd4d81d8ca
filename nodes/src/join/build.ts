import { type Message, type Outgoing, parsePath, setPath } from '@millrace/sdk'
import { bytesOf } from './bytes.ts'
import { type Claim, isForbidden, isMerged, type Result } from './claim.ts'

/** The message that a group becomes: the properties of all its messages, the later ones before the earlier ones, and what was joined. */
export const joinClaims = (claims: readonly Claim[], before: Result | undefined): Result => {
  const [first] = claims as readonly [Claim, ...Claim[]]
  const value = madeOf(first, claims, before)
  const fields: Record<string, unknown> = {}
  for (const message of [before?.message, ...claims.map(claim => claim.message)]) {
    for (const [key, field] of Object.entries(message ?? {})) if (!isForbidden(key)) fields[key] = field
  }
  const { complete: _complete, parts, ...rest } = fields
  const outer = Object(parts).parts as unknown
  const message = { ...rest, ...(outer !== undefined && { parts: outer }) } as Outgoing
  return { message: setPath(message, parsePath(first.property), value) as Message, value }
}

const madeOf = ({ build, separator, nested }: Claim, claims: readonly Claim[], before: Result | undefined) => {
  switch (build) {
    case 'object':
    case 'merged':
      return mergeAll(build, claims, before?.value)
    case 'string':
      return listOf(claims).join(textOf(separator))
    case 'buffer':
      return joinBytes(listOf(claims), separator)
    case 'array':
      return nested ? listOf(claims).flat() : listOf(claims)
  }
}

const mergeAll = (build: 'object' | 'merged', claims: readonly Claim[], before: unknown) => {
  const whole: Record<string, unknown> = { ...Object(before) }
  for (const { key, value, message } of claims) {
    if (message === undefined) continue
    if (build === 'object') whole[key as string] = value
    else for (const [name, part] of Object.entries(Object(value))) if (isMerged(name)) whole[name] = part
  }
  return whole
}

/** Each at its index; those that have none in the order in which they came. */
const listOf = (claims: readonly Claim[]): unknown[] => {
  const list: unknown[] = []
  for (const { index, value } of claims) {
    if (index !== undefined) list[index] = value
    else if (value !== undefined) list.push(value)
  }
  return Array.from(list)
}

const textOf = (separator: string | Uint8Array | undefined): string =>
  separator instanceof Uint8Array ? new TextDecoder().decode(separator) : (separator ?? '')

const joinBytes = (list: readonly unknown[], separator: string | Uint8Array | undefined): Uint8Array => {
  const between = bytesOf(separator ?? '')
  const pieces = list.filter(value => value !== undefined).map(bytesOf)
  return new Uint8Array(Buffer.concat(pieces.flatMap((piece, i) => (i === 0 ? [piece] : [between, piece]))))
}
