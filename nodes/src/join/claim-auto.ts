import { getPath, type Message, parsePath, RejectedError } from '@millrace/sdk'
import { says } from '../hold/control.ts'
import { type Parts, partsOf } from '../sequence/parts.ts'
import { checkedBytes } from './bytes.ts'
import { type Build, type Claim, type Claims, isForbidden } from './claim.ts'

const builds: readonly unknown[] = ['string', 'buffer', 'array', 'object'] satisfies Build[]

/** Claims of messages that a split made, by their `msg.parts`. No sequence has more parts than the limit. */
export const automaticClaims = (limit: number): Claims => ({
  groupOf: message => partsOf(message)?.id,
  claimOf: message => claimOf(message, limit)
})

const claimOf = (message: Message, limit: number): Claim => {
  const parts = partsOf(message)
  if (parts === undefined || parts.id === undefined)
    throw new RejectedError('cannot join a message without msg.parts.id: split it before, or join manually')
  const build = builds.includes(parts.type) ? (parts.type as Build) : 'array'
  const property = parts.property ?? 'payload'
  const value = getPath(message, parsePath(property))
  if (build === 'buffer') checkedBytes(value)
  if (build === 'object' && (parts.key === undefined || parts.key === '' || isForbidden(parts.key)))
    throw new RejectedError('cannot add to an object where msg.parts.key says none, or one that is not allowed')
  return {
    message,
    group: parts.id,
    build,
    count: Number(parts.count ?? 0),
    separator: separatorOf(parts),
    nested: build === 'array' && Number(parts.len) > 1,
    property,
    completes: says(message, 'complete'),
    value,
    key: parts.key,
    index: build === 'object' ? undefined : indexOf(parts, limit)
  }
}

/** Text, or the numbers of bytes. */
const separatorOf = ({ ch }: Partial<Parts>): string | Uint8Array | undefined =>
  Array.isArray(ch) ? Uint8Array.from(ch) : ch instanceof Uint8Array || typeof ch === 'string' ? ch : undefined

const indexOf = (parts: Partial<Parts>, limit: number): number | undefined => {
  const index = Number(parts.index)
  if (Number.isNaN(index)) return undefined
  if (Number.isInteger(index) && index >= 0 && index < limit) return index
  throw new RejectedError(`msg.parts.index is ${index}, and must be a whole number below the limit of ${limit}`)
}
