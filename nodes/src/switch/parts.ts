import type { Message } from '@millrace/sdk'

/** The place of a message in a sequence, as split nodes write it. */
export interface Parts {
  readonly id: unknown
  readonly index: number
  /** Known to the last message of a stream only. */
  readonly count?: number
}

/** Undefined when the message belongs to no sequence. */
export const partsOf = ({ parts }: Message): Parts | undefined =>
  parts !== null && typeof parts === 'object' && 'id' in parts && 'index' in parts ? (parts as Parts) : undefined
