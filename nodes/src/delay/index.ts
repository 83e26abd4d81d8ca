import { defineNode, type Handler, type NodeContext } from '@millrace/sdk'
import { showDepth } from '../hold/depth.ts'
import { limitByTopic } from './by-topic.ts'
import { config, type DelayConfig } from './config.ts'
import { dropIntermediate, letBurst } from './drop.ts'
import { delayEach } from './each.ts'
import type { RateParts } from './pause.ts'
import { queueAll } from './queue-all.ts'
import { milliseconds } from './units.ts'

export const delay = defineNode({
  type: 'core/delay',
  title: 'delay',
  description: 'Delays messages, or limits how many pass in a time.',
  help: `Messages that wait here are not acknowledged: after a crash they come back. A delay of each
message counts from when the message first came, a rate begins anew.

- **Delays** run for each message on its own. \`msg.delay\` is in milliseconds.
- **The rate of all messages**: 3 in 12 seconds is one every 4 seconds. The others wait for their turn, or are dropped. A
  message with \`msg.toFront\` set to \`true\` is the next.
- **By topic**: of each \`msg.topic\` only the newest waits. At every turn the topic that waits longest goes on its way, or
  all do.
- **Bursts** pass at once, up to the limit; what comes beyond is dropped until the time is over.

\`msg.reset\` drops all that wait. \`msg.flush\` lets them go now: as many as it says when it is a number, otherwise all.

Example: to send at most 10 readings a minute to a service, limit the rate to 10 messages in 1 minute. An inject node that
sets \`msg.flush\` to 1 lets the next one go early.`,
  icon: 'timer',
  category: 'function',
  traced: false,
  outputs: { count: 'outputs' },
  holds: true,
  config,
  problems: ({ pauseType, randomFirst, randomLast }) =>
    pauseType === 'random' && randomLast < randomFirst
      ? [{ path: '/randomLast', message: `must be at least ${randomFirst}` }]
      : [],
  create: context => pauseOf(context)
})

const pauseOf = (context: NodeContext<DelayConfig>): Handler => {
  const { config } = context
  const { pauseType, limit } = config
  const show = showDepth(context)
  const parts = { limit, defer: context.defer, show }
  switch (pauseType) {
    case 'delay':
    case 'delayv': {
      const fixed = config.timeout * milliseconds[config.timeoutUnits]
      if (pauseType === 'delayv') return delayEach(({ delay }) => delayOf(delay) ?? fixed, parts)
      return delayEach(() => fixed, { ...parts, show: fixed > 1000 ? show : () => {} })
    }
    case 'random': {
      const unit = milliseconds[config.randomUnits]
      const [from, to] = [config.randomFirst * unit, config.randomLast * unit]
      return delayEach(() => from + (to - from) * Math.random(), parts)
    }
    default: {
      const span = config.nbRateUnits * milliseconds[config.rateUnits]
      const rate: RateParts = {
        ...parts,
        gap: span / config.rate,
        adjustable: config.allowrate,
        surplus: config.outputs === 2 ? 1 : undefined
      }
      if (pauseType === 'burst') return letBurst(config.rate, span, rate)
      if (pauseType === 'rate') return config.drop ? dropIntermediate(rate) : queueAll(rate)
      return limitByTopic(pauseType === 'queue' ? 'one' : 'all', rate)
    }
  }
}

/** Undefined when it says no time. */
const delayOf = (delay: unknown): number | undefined => {
  const wanted = Number.parseFloat(String(delay))
  return Number.isFinite(wanted) ? Math.max(0, wanted) : undefined
}
