import type { Handler, Message, Out } from '@millrace/sdk'
import { Alarm } from '../hold/alarm.ts'
import { flushed, isOnly, says, without } from '../hold/control.ts'
import { Hold, type Kept } from '../hold/hold.ts'
import { Gap } from './gap.ts'
import type { RateParts } from './pause.ts'

/** Milliseconds that a timer may be late without the messages after it being later too. */
const LATE = 5

/** Lets messages through at even gaps; the others wait for their turn. */
export const queueAll = (parts: RateParts): Handler => {
  const { limit, defer, show } = parts
  const gap = new Gap(parts)
  const queue: Kept[] = []
  /** When the next message may pass. */
  let free = Number.NEGATIVE_INFINITY

  const hold = new Hold(limit, kept => {
    const place = queue.indexOf(kept)
    if (place >= 0) queue.splice(place, 1)
  })
  const alarm = new Alarm(() => turn())
  defer(() => hold.close())
  defer(() => alarm.clear())

  const arm = () => alarm.set(queue.length > 0 ? free : Number.POSITIVE_INFINITY)

  const turn = () => {
    const now = performance.now()
    while (queue.length > 0 && free <= now) {
      free = now - free < LATE ? free + gap.milliseconds : now + gap.milliseconds
      release(queue.shift() as Kept)
    }
    arm()
    show(queue.length)
  }

  const release = (kept: Kept) => {
    if (!isOnly(kept.message)) kept.out.send(kept.message)
    kept.done()
  }

  const pass = (message: Message, out: Out): Promise<void> | undefined => {
    const now = performance.now()
    if (queue.length === 0 && free <= now) {
      free = now + gap.milliseconds
      out.send(message)
      show(0)
      return undefined
    }
    return put(message, out)
  }

  const put = (message: Message, out: Out): Promise<void> => {
    const kept = hold.keep(message, out)
    if (message.toFront === true) queue.unshift(kept)
    else queue.push(kept)
    arm()
    show(queue.length)
    return kept.promise
  }

  const flush = (message: Message) => {
    const count = flushed(message, queue.length)
    for (const kept of queue.splice(0, count)) release(kept)
    if (count > 0) free = performance.now() + gap.milliseconds
    else if (queue.length === 0) free = Number.NEGATIVE_INFINITY
    arm()
    show(queue.length)
  }

  const drop = () => {
    for (const kept of queue.splice(0)) kept.done()
    gap.reset()
    arm()
    show(0, 'idle')
  }

  /** Everything that waits goes on its way or is dropped, the message itself too. */
  const reset = (message: Message, out: Out): Promise<void> | undefined => {
    let promise: Promise<void> | undefined
    if (says(message, 'flush')) {
      promise = put(without(message, 'flush', 'reset'), out)
      flush(message)
    } else free = Number.NEGATIVE_INFINITY
    drop()
    return promise
  }

  return (message, out) => {
    if (says(message, 'reset')) return reset(message, out)
    if (gap.adjust(message) && free > performance.now()) {
      free = performance.now() + gap.milliseconds
      arm()
    }
    if (!says(message, 'flush')) return pass(message, out)
    const promise = isOnly(message, 'flush') ? undefined : pass(without(message, 'flush'), out)
    flush(message)
    return promise
  }
}
