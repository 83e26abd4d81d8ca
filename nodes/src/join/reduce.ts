import type { Message } from '@millrace/sdk'
import { partsOf } from '../sequence/parts.ts'
import type { Claim, Result } from './claim.ts'
import type { JoinConfig } from './config.ts'

/** The claim of a message of a sequence that is reduced; undefined when it is of none. */
export const claimReduced = (message: Message): Claim | undefined => {
  const parts = partsOf(message)
  if (parts === undefined) return undefined
  return {
    message,
    group: parts.id,
    build: 'array',
    count: Number(parts.count ?? 0),
    separator: undefined,
    nested: false,
    property: 'payload',
    completes: false,
    value: message,
    key: undefined,
    index: undefined
  }
}

const EMPTY: Message = { _msgid: '' }

/** Applies the expression to one message of a sequence after the other; the last one carries the result. */
export const compileReduce =
  ({ reduceExp, reduceInit, reduceFixup, reduceRight }: JoinConfig) =>
  async (claims: readonly Claim[]): Promise<Result> => {
    const direction = reduceRight ? -1 : 1
    const messages = claims
      .map(({ value }) => value as Message)
      .toSorted((a, b) => direction * (indexOf(a) - indexOf(b)))
    const N = messages.length
    let A = await reduceInit(EMPTY)
    for (const message of messages) A = await reduceExp(message, { A, I: indexOf(message), N })
    const value = reduceFixup ? await reduceFixup(EMPTY, { A, N }) : A
    return { message: { ...(messages.at(-1) as Message), payload: value }, value }
  }

const indexOf = (message: Message): number => Number(partsOf(message)?.index ?? 0)
