import type { Message } from '@millrace/sdk'

/** The place of a message in a sequence, as split writes it and join reads it (Node-RED's `msg.parts`). */
export interface Parts {
  readonly id: unknown
  readonly index: number
  /** Not known of a stream. */
  readonly count?: number
  /** What the sequence was made of. */
  readonly type?: 'string' | 'array' | 'object' | 'buffer'
  /** What stood between the parts: text, or the numbers of bytes. */
  readonly ch?: unknown
  /** The length of each part. */
  readonly len?: number
  /** Of which key of an object this part is the value. */
  readonly key?: string
  /** Where the part is, when it is not the payload. */
  readonly property?: string
  /** The place of the message that was split, when it was a part itself. */
  readonly parts?: unknown
}

/** What a message says of its place; undefined when it belongs to no sequence. */
export const partsOf = ({ parts }: Message): Partial<Parts> | undefined =>
  parts !== null && typeof parts === 'object' ? parts : undefined
