import { type Static, t } from '@millrace/sdk'
import { perSpan, unit } from './units.ts'

export const pauses = ['delay', 'delayv', 'random', 'rate', 'queue', 'timed', 'burst'] as const

const rates = { pauseType: ['rate', 'queue', 'timed', 'burst'] }
const fixed = { pauseType: ['delay', 'delayv'] }
const random = { pauseType: ['random'] }

export const config = t.Object({
  pauseType: t.choice(pauses, {
    title: 'Do',
    labels: {
      delay: 'Delay each message by a fixed time',
      delayv: 'Delay each message by msg.delay',
      random: 'Delay each message by a random time',
      rate: 'Limit the rate of all messages',
      queue: 'Limit the rate by topic: the newest of one topic at a time',
      timed: 'Limit the rate by topic: the newest of every topic at once',
      burst: 'Limit the rate, letting bursts through'
    },
    default: 'delay'
  }),
  timeout: t.Number({
    title: 'For',
    description: 'With msg.delay: where a message has none',
    default: 5,
    minimum: 0,
    columns: 8,
    when: fixed
  }),
  timeoutUnits: unit(fixed),
  randomFirst: t.Number({ title: 'Between', default: 1, minimum: 0, columns: 4, when: random }),
  randomLast: t.Number({ title: 'and', default: 5, minimum: 0, columns: 4, when: random }),
  randomUnits: unit(random),
  rate: t.Number({ title: 'Messages', default: 1, minimum: 0.001, columns: 4, when: rates }),
  nbRateUnits: t.Number({ title: 'in', default: 1, minimum: 0.001, columns: 4, when: rates }),
  rateUnits: t.choice(perSpan, {
    title: 'Unit',
    labels: { second: 'seconds', minute: 'minutes', hour: 'hours', day: 'days' },
    default: 'second',
    columns: 4,
    when: rates
  }),
  drop: t.Boolean({
    title: 'Drop intermediate messages',
    description: 'Otherwise they wait for their turn',
    default: false,
    when: { pauseType: ['rate'] }
  }),
  outputs: t.choice([1, 2], {
    title: 'Messages that are not let through',
    widget: 'segments',
    labels: { 1: 'are dropped', 2: 'go to a second output' },
    default: 1,
    when: rates
  }),
  allowrate: t.Boolean({
    title: 'msg.rate sets the time between messages, in milliseconds',
    default: false,
    when: { pauseType: ['rate', 'queue', 'timed'] }
  }),
  limit: t.Integer({
    title: 'Most messages held',
    description: 'What comes beyond fails, and is tried again later',
    default: 10_000,
    minimum: 1,
    advanced: true
  })
})

export type DelayConfig = Static<typeof config>
