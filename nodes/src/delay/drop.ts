import type { Handler } from '@millrace/sdk'
import { Alarm } from '../hold/alarm.ts'
import { says } from '../hold/control.ts'
import { Gap } from './gap.ts'
import type { RateParts } from './pause.ts'

/** Lets a message through when the last one that passed is long enough ago. */
export const dropIntermediate = (parts: RateParts): Handler => {
  const { show, surplus } = parts
  const gap = new Gap(parts)
  let passed = Number.NEGATIVE_INFINITY
  return (message, out) => {
    if (says(message, 'reset')) {
      if (!says(message, 'flush')) passed = Number.NEGATIVE_INFINITY
      gap.reset()
      show(0, 'idle')
      return
    }
    gap.adjust(message)
    const now = performance.now()
    if (now - passed > gap.milliseconds) {
      passed = now
      out.send(message)
    } else if (surplus !== undefined) out.send(message, surplus)
  }
}

/** Lets so many messages through in any stretch of `span` milliseconds. */
export const letBurst = (count: number, span: number, { show, surplus, defer }: RateParts): Handler => {
  /** When each that passed stops to count. */
  const over: number[] = []
  const look = () => {
    const now = performance.now()
    while ((over[0] ?? Number.POSITIVE_INFINITY) <= now) over.shift()
    if (over.length < count) show('open', 'ok')
  }
  const alarm = new Alarm(look)
  defer(() => alarm.clear())
  show('open', 'ok')

  return (message, out) => {
    if (says(message, 'reset')) {
      over.length = 0
      show('open', 'ok')
      return
    }
    look()
    if (over.length < count) {
      over.push(performance.now() + span)
      out.send(message)
      return
    }
    alarm.set(over[0] as number)
    show('blocked')
    if (surplus !== undefined) out.send(message, surplus)
  }
}
