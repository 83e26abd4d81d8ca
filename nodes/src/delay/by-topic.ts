import type { Handler, Message, Out } from '@millrace/sdk'
import { Alarm } from '../hold/alarm.ts'
import { flushed, isOnly, says, without } from '../hold/control.ts'
import { Hold, type Kept } from '../hold/hold.ts'
import { Recent } from '../hold/recent.ts'
import { turnsEvery } from '../hold/turns.ts'
import { Gap } from './gap.ts'
import type { RateParts } from './pause.ts'

/** What a message without a topic counts as, and is given. */
const NO_TOPIC = '_none_'

/** Keeps the newest message of each topic. Every turn lets one of them through, in the order of the topics, or all. */
export const limitByTopic = (atOnce: 'one' | 'all', parts: RateParts): Handler => {
  const { limit, defer, show, surplus } = parts
  const gap = new Gap(parts)
  const newest = new Map<unknown, Kept>()
  /** Has had its turn: when it comes again it must not take the place of one that is newer. */
  const through = new Recent<true>(limit)
  let turns = turnsEvery(gap.milliseconds)

  const hold = new Hold(limit, kept => {
    if (newest.get(kept.message.topic) === kept) newest.delete(kept.message.topic)
  })
  const alarm = new Alarm(() => turn())
  defer(() => hold.close())
  defer(() => alarm.clear())

  const arm = () => alarm.set(newest.size > 0 ? turns() : Number.POSITIVE_INFINITY)

  const turn = () => {
    for (const kept of [...newest.values()].slice(0, atOnce === 'one' ? 1 : undefined)) {
      newest.delete(kept.message.topic)
      through.set(kept.out.id, true)
      kept.out.send(kept.message)
      kept.done()
    }
    arm()
    show(newest.size)
  }

  const replace = (message: Message, out: Out): Promise<void> => {
    out.signal.throwIfAborted()
    const before = newest.get(message.topic)
    if (before) {
      if (surplus !== undefined) before.out.send(before.message, surplus)
      before.done()
    }
    const kept = hold.keep(message, out)
    newest.set(message.topic, kept)
    if (newest.size === 1) arm()
    if (!before) show(newest.size)
    return kept.promise
  }

  const flush = (message: Message) => {
    for (const kept of [...newest.values()].slice(0, flushed(message, newest.size))) {
      newest.delete(kept.message.topic)
      through.set(kept.out.id, true)
      if (!isOnly(kept.message, 'flush', 'topic')) kept.out.send(without(kept.message, 'flush', 'reset'))
      kept.done()
    }
    arm()
    show('')
  }

  const drop = () => {
    for (const kept of newest.values()) kept.done()
    newest.clear()
    gap.reset()
    turns = turnsEvery(gap.milliseconds)
    arm()
    show('reset', 'idle')
  }

  return (message, out) => {
    if (gap.adjust(message)) {
      turns = turnsEvery(gap.milliseconds)
      arm()
    }
    const named = says(message, 'topic') ? message : { ...message, topic: NO_TOPIC }
    if (through.get(out.id)) {
      out.send(without(named, 'flush', 'reset'))
      return
    }
    const control = says(message, 'reset') || says(message, 'flush')
    const promise = control && isOnly(message, 'flush', 'reset', 'topic', 'rate') ? undefined : replace(named, out)
    if (says(message, 'flush')) flush(message)
    if (says(message, 'reset')) drop()
    return promise
  }
}
