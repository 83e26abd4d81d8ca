import { defineNode, type Message, RejectedError, t, type Value } from '@millrace/sdk'
import { Recent } from '../hold/recent.ts'
import { HeldSequences } from '../switch/held-sequences.ts'
import { partsOf as placeOf } from '../switch/parts.ts'
import { compileTarget } from '../value/target.ts'
import { allKnown, whenKnown } from '../value/when-known.ts'
import { sortBy } from './sort-by.ts'

export const sort = defineNode({
  type: 'core/sort',
  title: 'sort',
  description: 'Sorts an array, or the messages of a sequence.',
  help: `An array is sorted by its items, or by what a JSONata expression makes of each: \`age\`, for a list of people. A sequence
is held, unacknowledged, until it is complete; then its messages are sent in their new order with a new \`msg.parts.index\`.

Values are compared as text, or as numbers. What is equal keeps its order.

Example: after a **split** of an array of orders, sort the sequence by \`msg.payload.date\`, and **join** it again.`,
  icon: 'arrow-up-down',
  category: 'sequence',
  traced: false,
  outputs: 1,
  holds: true,
  config: t.Object({
    targetType: t.choice(['msg', 'seq'], {
      title: 'Sort',
      widget: 'segments',
      labels: { msg: 'an array', seq: 'a sequence' },
      default: 'msg'
    }),
    target: t.target({
      title: 'Array',
      types: ['msg'],
      default: { type: 'msg', value: 'payload' },
      when: { targetType: ['msg'] }
    }),
    msgKeyType: t.choice(['elem', 'jsonata'], {
      title: 'By',
      widget: 'segments',
      labels: { elem: 'the items', jsonata: 'an expression' },
      default: 'elem',
      when: { targetType: ['msg'] }
    }),
    msgKey: t.Optional(
      t.value({ title: 'Expression', types: ['jsonata'], when: { targetType: ['msg'], msgKeyType: ['jsonata'] } })
    ),
    seqKey: t.value({
      title: 'By',
      types: ['msg', 'jsonata'],
      default: { type: 'msg', value: 'payload' },
      when: { targetType: ['seq'] }
    }),
    order: t.choice(['ascending', 'descending'], {
      title: 'Order',
      widget: 'segments',
      labels: { ascending: 'ascending', descending: 'descending' },
      default: 'ascending',
      columns: 6
    }),
    as_num: t.Boolean({ title: 'As numbers', default: false, columns: 6 }),
    limit: t.Integer({
      title: 'Most messages held',
      description: 'Of sequences that are not complete. What comes beyond fails, and is tried again later.',
      default: 10_000,
      minimum: 1,
      advanced: true,
      when: { targetType: ['seq'] }
    })
  }),
  problems: ({ targetType, msgKeyType, msgKey }) =>
    targetType === 'msg' && msgKeyType === 'jsonata' && msgKey === undefined
      ? [{ path: '/msgKey', message: 'is required' }]
      : [],

  create(context) {
    const { config, defer } = context
    const sorted = sortBy(config)
    if (config.targetType === 'msg') {
      const target = compileTarget(config.target, context)
      const keyOf: Value = config.msgKeyType === 'jsonata' ? (config.msgKey as Value) : item => item
      return (message, out) => {
        const list = target.get(message)
        if (!Array.isArray(list)) throw new RejectedError(`cannot sort msg.${config.target.value}: it is no array`)
        const keys = allKnown(list.map(item => keyOf(item)))
        return whenKnown(keys, known => out.send(target.set(message, sorted(list, known))))
      }
    }

    const places = new Recent<number>(config.limit)
    const sequences = new HeldSequences(config.limit, async members => {
      const keys = await allKnown(members.map(({ message }) => config.seqKey(message)))
      for (const [index, { message, parts, out }] of sorted(members, keys).entries()) {
        places.set(out.id, index)
        out.send(placed(message, parts, index))
      }
    })
    defer(() => sequences.close())
    return (message, out) => {
      const parts = placeOf(message)
      if (parts === undefined) throw new RejectedError('cannot sort a message without id and index in msg.parts')
      const before = places.get(out.id)
      if (before === undefined) return sequences.hold({ message, parts, out })
      out.send(placed(message, parts, before))
    }
  }
})

const placed = (message: Message, parts: object, index: number): Message => ({ ...message, parts: { ...parts, index } })
