import type { Message, Out, Outgoing } from '@millrace/sdk'
import type { Parts } from '../sequence/parts.ts'
import type { Target } from '../value/target.ts'

/** One part of a message, and what its `msg.parts` says besides the sequence that it is of. */
export interface Part {
  readonly value: unknown
  readonly parts: Pick<Parts, 'index'> & Partial<Parts>
}

export type MakeMessages = (message: Message, out: Out, parts: Iterable<Part>) => Iterator<Outgoing>

/** Makes messages of the parts of one. Their ids are made of the delivery's, so that splitting again gives the same ones. */
export const compilePartMessages = (property: string, part: Target, key: Target | undefined): MakeMessages =>
  function* (message, { id }, all) {
    const sequence = {
      ...(Object.hasOwn(message, 'parts') && { parts: message.parts }),
      id,
      ...(property !== 'payload' && { property })
    }
    for (const { value, parts } of all) {
      const made = part.set(message, value)
      const named = key && parts.key !== undefined ? key.set(made, parts.key) : made
      yield { ...named, _msgid: `${id}.${parts.index}`, parts: { ...sequence, ...parts } }
    }
  }
