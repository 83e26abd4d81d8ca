import { getPath, type Message, type Path, parsePath, RejectedError } from '@millrace/sdk'
import { says, without } from '../hold/control.ts'
import { unescaped } from '../sequence/escapes.ts'
import { partsOf } from '../sequence/parts.ts'
import { checkedBytes } from './bytes.ts'
import { type Build, type Claims, isForbidden } from './claim.ts'
import type { JoinConfig } from './config.ts'

/** The group of messages that say of none. */
const ONLY = Symbol('the only group')

/** Claims by what the form says. */
export const manualClaims = (config: JoinConfig): Claims => {
  const { build, useparts } = config
  const complete = config.propertyType === 'full'
  const property = complete ? 'payload' : config.property.value
  const path = parsePath(property)
  const key = build === 'object' ? parsePath(config.key.value) : undefined
  const separator = separatorOf(config)

  const groupOf = (message: Message) => (useparts && config.count === 0 ? (partsOf(message)?.id ?? ONLY) : ONLY)

  const claimOf = (given: Message) => {
    const message = useparts ? given : withoutPlace(given)
    const parts = useparts ? partsOf(message) : undefined
    const value = complete ? message : getPath(message, path)
    const completes = says(message, 'complete')
    const name = keyOf(message, key)
    const adds = build !== 'object' || name !== undefined
    if (!adds && !completes)
      throw new RejectedError(
        `cannot add to an object: msg.${config.key.value} says no key, or one that is not allowed`
      )
    if (build === 'buffer') checkedBytes(value)
    if (build === 'merged' && !completes && !isMergeable(value))
      throw new RejectedError(`cannot merge ${complete ? 'the message' : `msg.${property}`}: it is no object`)
    return {
      message: adds ? message : undefined,
      group: groupOf(given),
      build,
      count: config.count || Number(parts?.count ?? 0),
      separator,
      nested: false,
      property,
      completes,
      value: build === 'merged' && !isMergeable(value) ? undefined : value,
      key: name,
      index: undefined
    }
  }
  return { groupOf, claimOf }
}

/** A message that was part of a sequence, as one that is not; what it was part of before that is kept. */
const withoutPlace = (message: Message): Message => {
  const outer = partsOf(message)?.parts
  return outer === undefined ? without(message, 'parts') : { ...message, parts: { parts: outer } }
}

const keyOf = (message: Message, path: Path | undefined): string | undefined => {
  const key = path && getPath(message, path)
  return key === undefined || key === null || key === '' || isForbidden(String(key)) ? undefined : String(key)
}

const isMergeable = (value: unknown): boolean => typeof value === 'object' && !Array.isArray(value)

const separatorOf = ({ build, joiner }: { build: Build; joiner: JoinConfig['joiner'] }): string | Uint8Array => {
  if (build !== 'string' && build !== 'buffer') return ''
  const separator = joiner({ _msgid: '' })
  return separator instanceof Uint8Array ? separator : unescaped(String(separator))
}
