import { defineNode, RejectedError, t } from '@millrace/sdk'
import { compileTarget } from '../value/target.ts'
import { compileScale } from './scale.ts'

export const range = defineNode({
  type: 'core/range',
  title: 'range',
  description: 'Maps a number from one range to another.',
  help: `A number outside the range of the input is mapped on in the same way, or cut to the range, or wrapped into it, or its
message is dropped. A message without the property passes unchanged; one with something else than a number fails.

Example: a sensor gives 0 to 1023 for 0 to 5 volts. From 0 to 1023 to 0 to 5, a payload of 512 becomes 2.5024.`,
  icon: 'gauge',
  category: 'function',
  traced: false,
  outputs: 1,
  config: t.Object({
    property: t.target({ title: 'Property', types: ['msg'], default: { type: 'msg', value: 'payload' } }),
    action: t.choice(['scale', 'clamp', 'roll', 'drop'], {
      title: 'Outside the range',
      labels: {
        scale: 'map on in the same way',
        clamp: 'cut to the range',
        roll: 'wrap into the range',
        drop: 'drop the message'
      },
      default: 'scale'
    }),
    minin: t.Number({ title: 'From', default: 0, columns: 6 }),
    maxin: t.Number({ title: 'to', default: 100, columns: 6 }),
    minout: t.Number({ title: 'becomes', default: 0, columns: 6 }),
    maxout: t.Number({ title: 'to', default: 1, columns: 6 }),
    round: t.Boolean({ title: 'Round to a whole number', default: false })
  }),
  problems: ({ minin, maxin }) =>
    minin === maxin ? [{ path: '/maxin', message: 'must differ from where the range begins' }] : [],

  create(context) {
    const target = compileTarget(context.config.property, context)
    const scale = compileScale(context.config)
    return (message, out) => {
      const value = target.get(message)
      if (value === undefined) {
        out.send(message)
        return
      }
      const number = Number(value)
      if (Number.isNaN(number)) throw new RejectedError(`msg.${context.config.property.value} is not a number`)
      const scaled = scale(number)
      if (scaled !== undefined) out.send(target.set(message, scaled))
    }
  }
})
