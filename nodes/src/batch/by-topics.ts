import { type Handler, type Message, RejectedError } from '@millrace/sdk'
import { says } from '../hold/control.ts'
import { Hold, type Kept } from '../hold/hold.ts'
import { partsOf } from '../sequence/parts.ts'
import type { BatchParts } from './batch-parts.ts'

/** What has come of one sequence. */
interface Sequence {
  count: number
  readonly members: Set<Kept>
}

/** Puts the sequences of several topics together to one, in the order of the topics. */
export const concatByTopics = (topics: readonly string[], { limit, defer, batches }: BatchParts): Handler => {
  /** By topic, then by id of the sequence, in the order in which the sequences began. */
  const waiting = new Map<string, Map<unknown, Sequence>>(topics.map(topic => [topic, new Map()]))
  const hold = new Hold(limit, lost => {
    for (const sequences of waiting.values())
      for (const [id, { members }] of sequences) if (members.delete(lost) && members.size === 0) sequences.delete(id)
  })
  defer(() => hold.close())

  const add = (kept: Kept, sequences: Map<unknown, Sequence>): void => {
    const { id, count } = placeOf(kept.message)
    const sequence = sequences.get(id) ?? { count, members: new Set() }
    sequences.set(id, sequence)
    sequence.members.add(kept)
  }

  /** The first sequence of each topic, when all of them are complete. */
  const first = (): readonly Sequence[] | undefined => {
    const all = topics.map(topic => waiting.get(topic)?.values().next().value)
    return all.every(sequence => sequence && sequence.members.size === sequence.count) ? (all as Sequence[]) : undefined
  }

  const drop = () => {
    for (const sequences of waiting.values()) {
      for (const { members } of sequences.values()) for (const kept of members) kept.done()
      sequences.clear()
    }
  }

  return (message, out) => {
    if (says(message, 'reset')) {
      drop()
      return
    }
    const { topic = '' } = message
    const sequences = waiting.get(topic)
    if (sequences === undefined)
      throw new RejectedError(`cannot put a message of the topic ${topic} into a sequence of ${topics.join(', ')}`)
    if (batches.repeat(message, out)) return
    placeOf(message)
    const kept = hold.keep(message, out)
    add(kept, sequences)
    const complete = first()
    if (complete) {
      for (const begun of waiting.values()) begun.delete(begun.keys().next().value)
      const batch = complete.flatMap(({ members }) => [...members])
      batches.send(batch)
      for (const sent of batch) sent.done()
    }
    return kept.promise
  }
}

const placeOf = (message: Message): { readonly id: unknown; readonly count: number } => {
  const { id, index, count } = partsOf(message) ?? {}
  if (id === undefined || index === undefined || count === undefined)
    throw new RejectedError('cannot tell which sequence a message belongs to without id, index and count in msg.parts')
  return { id, count }
}
