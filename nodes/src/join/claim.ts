import type { Message } from '@millrace/sdk'
import type { Kept } from '../hold/hold.ts'

export type Build = 'string' | 'buffer' | 'array' | 'object' | 'merged'

/** What a message says of the group that it belongs to, and what it adds to it. */
export interface Claim {
  /** Whose properties the result takes on; none of a message that only completes its group. */
  readonly message: Message | undefined
  readonly group: unknown
  readonly build: Build
  /** How many places of the group are to be taken; 0 when that is not known. */
  readonly count: number
  readonly separator: string | Uint8Array | undefined
  /** The parts are arrays of one that is made whole. */
  readonly nested: boolean
  /** Where the result is put. */
  readonly property: string
  /** Completes its group, however many there are. */
  readonly completes: boolean
  readonly value: unknown
  readonly key: string | undefined
  readonly index: number | undefined
}

/** How the messages of one join claim their groups. */
export interface Claims {
  /** The group that a message belongs to; undefined when it says none. */
  groupOf(message: Message): unknown
  /** Throws when the message can belong to no group, or can add nothing to it. */
  claimOf(message: Message): Claim
}

/** A message of a group, kept until the group is done. */
export interface Member {
  readonly kept: Kept
  readonly claim: Claim
}

/** What a group has come to. */
export interface Result {
  readonly message: Message
  readonly value: unknown
}

/** Keys that an object may not take on from a message. */
export const isForbidden = (key: string): boolean => key === '__proto__'

/** Whether a merged object takes on this key of a message's. */
export const isMerged = (key: string): boolean => key !== '_msgid' && !isForbidden(key)

/** The places of its group that a claim takes. Two claims of one place count once. */
export const placesOf = (claim: Claim): readonly unknown[] => {
  const { build, value, key, index, message } = claim
  if (message === undefined) return []
  switch (build) {
    case 'object':
      return [key]
    case 'merged':
      return Object.keys(Object(value)).filter(isMerged)
    default:
      if (index !== undefined) return [index]
      return value === undefined ? [] : [claim]
  }
}
