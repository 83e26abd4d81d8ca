import type { Handler } from '@millrace/sdk'
import { Alarm } from '../hold/alarm.ts'
import { says } from '../hold/control.ts'
import { Recent } from '../hold/recent.ts'
import { Gap } from './gap.ts'
import type { RateParts } from './pause.ts'

/** Lets a message through when the last one that passed is long enough ago. One that passed before passes again. */
export const dropIntermediate = (parts: RateParts): Handler => {
  const { limit, show, surplus } = parts
  const gap = new Gap(parts)
  const through = new Recent<true>(limit)
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
    if (through.get(out.id)) out.send(message)
    else if (now - passed > gap.milliseconds) {
      passed = now
      through.set(out.id, true)
      out.send(message)
    } else if (surplus !== undefined) out.send(message, surplus)
  }
}

/** Lets so many messages through in any stretch of `span` milliseconds. One that passed before passes again. */
export const letBurst = (count: number, span: number, { limit, show, surplus, defer }: RateParts): Handler => {
  const through = new Recent<true>(limit)
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
    if (through.get(out.id)) {
      out.send(message)
      return
    }
    look()
    if (over.length < count) {
      over.push(performance.now() + span)
      through.set(out.id, true)
      out.send(message)
      return
    }
    alarm.set(over[0] as number)
    show('blocked')
    if (surplus !== undefined) out.send(message, surplus)
  }
}
