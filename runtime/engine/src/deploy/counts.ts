import type { Message } from '@millrace/sdk'

/** What a node has counted, kept over deploys. */
export interface Counts {
  received: number
  failed: number
  /** By port. */
  readonly sent: number[]
  /** The last message that passed each output. */
  readonly last: Message[]
}

export const newCounts = (): Counts => ({ received: 0, failed: 0, sent: [], last: [] })
