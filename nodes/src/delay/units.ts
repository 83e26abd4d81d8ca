import { t } from '@millrace/sdk'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Milliseconds of the units of time, by the names that a form stores. */
export const milliseconds = {
  milliseconds: 1,
  seconds: SECOND,
  minutes: MINUTE,
  hours: HOUR,
  days: DAY,
  second: SECOND,
  minute: MINUTE,
  hour: HOUR,
  day: DAY
} as const

export const spans = ['milliseconds', 'seconds', 'minutes', 'hours', 'days'] as const
export const perSpan = ['second', 'minute', 'hour', 'day'] as const

/** A field for the unit of the number beside it. */
export const unit = (when: Readonly<Record<string, readonly unknown[]>>) =>
  t.choice(spans, { title: 'Unit', default: 'seconds', columns: 4, when })
