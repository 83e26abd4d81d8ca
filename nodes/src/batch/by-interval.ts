import type { Handler } from '@millrace/sdk'
import { Alarm } from '../hold/alarm.ts'
import { says } from '../hold/control.ts'
import { Hold, type Kept } from '../hold/hold.ts'
import { turnsEvery } from '../hold/turns.ts'
import type { BatchParts } from './batch-parts.ts'

/** Makes a sequence of what has come in each stretch of `gap` milliseconds. */
export const batchByInterval = (gap: number, { limit, defer, batches }: BatchParts): Handler => {
  let batch: Kept[] = []
  let turns = turnsEvery(gap)
  const hold = new Hold(limit, lost => {
    batch = batch.filter(kept => kept !== lost)
  })
  const alarm = new Alarm(() => {
    batches.send(batch)
    for (const kept of batch.splice(0)) kept.done()
  })
  defer(() => hold.close())
  defer(() => alarm.clear())

  return (message, out) => {
    if (says(message, 'reset')) {
      for (const kept of batch.splice(0)) kept.done()
      turns = turnsEvery(gap)
      alarm.clear()
      return
    }
    if (batches.repeat(message, out)) return
    const kept = hold.keep(message, out)
    batch.push(kept)
    if (batch.length === 1) alarm.set(turns())
    return kept.promise
  }
}
