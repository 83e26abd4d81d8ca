import type { Handler, Message } from '@millrace/sdk'
import { says } from '../hold/control.ts'
import { Hold, type Kept } from '../hold/hold.ts'
import { partsOf } from '../sequence/parts.ts'
import type { BatchParts } from './batch-parts.ts'

/** Makes a sequence of so many messages. Those of the overlap are held on, for the next. */
export const batchByCount = (
  { count, overlap, honourParts }: { readonly count: number; readonly overlap: number; readonly honourParts: boolean },
  { limit, defer, batches }: BatchParts
): Handler => {
  let batch: Kept[] = []
  const hold = new Hold(limit, lost => {
    batch = batch.filter(kept => kept !== lost)
  })
  defer(() => hold.close())
  const isLast = (message: Message): boolean => {
    const parts = honourParts ? partsOf(message) : undefined
    return parts?.index !== undefined && parts.index + 1 === parts.count
  }

  return (message, out) => {
    if (says(message, 'reset')) {
      for (const kept of batch.splice(0)) kept.done()
      return
    }
    if (batches.repeat(message, out)) return
    const kept = hold.keep(message, out)
    batch.push(kept)
    if (batch.length >= count || isLast(message)) {
      const over = batch
      batch = overlap > 0 ? over.slice(-overlap) : []
      batches.send(over)
      for (const sent of over) if (!batch.includes(sent)) sent.done()
    }
    return kept.promise
  }
}
