import { defineNode, RejectedError } from '@millrace/sdk'
import { sendAll } from '../sequence/send-all.ts'
import { compileTarget } from '../value/target.ts'
import { config } from './config.ts'
import { cutterOf } from './cutter.ts'
import { compilePartMessages } from './part-messages.ts'
import { streamsOf } from './streams.ts'
import { partsOfWhole } from './whole.ts'

export const split = defineNode({
  type: 'core/split',
  title: 'split',
  description: 'Splits a message into a sequence of messages.',
  help: `- **Text and bytes** are split at a separator, or into parts of one length.
- **Arrays** are split into their items, or into arrays of one length.
- **Objects** are split into a message for each key.

\`msg.parts\` says of each message where it belongs, so that a **join** node can put them together again: \`id\`, \`index\`,
\`count\`, \`type\`, \`ch\` (the separator), \`len\` and \`key\`. When the message was a part itself, its place is kept in
\`msg.parts.parts\`. The message is acknowledged when all its parts are done.

**A stream** is text or bytes whose parts do not end where messages end, such as lines from a serial port. What is left
over at the end of a message waits, unacknowledged, for the next. A part that fails is tried again with all messages that
it came from.

Example: a payload of \`{ "north": 21, "south": 24 }\` becomes two messages, with the payloads 21 and 24; copy the key to
\`msg.topic\` to tell them apart. What can not be split, such as a number, fails.`,
  icon: 'scissors',
  category: 'sequence',
  traced: false,
  outputs: 1,
  holds: true,
  config,

  create(context) {
    const { config, defer } = context
    const { value: property } = config.property
    const target = compileTarget(config.property, context)
    const make = compilePartMessages(
      property,
      target,
      config.copyKey ? compileTarget(config.addname, context) : undefined
    )
    const cutter = cutterOf(config)
    const streams = config.stream ? streamsOf(cutter, config.limit, make) : undefined
    defer(() => streams?.close())

    return (message, out) => {
      const value = target.get(message)
      const take = streams?.taker(value)
      if (take) return take(message, out)
      const parts = partsOfWhole(value, cutter, config.arraySplt)
      if (parts === undefined) throw new RejectedError(`cannot split msg.${property}: it is ${kindOf(value)}`)
      return sendAll(make(message, out, parts), out)
    }
  }
})

const kindOf = (value: unknown): string =>
  value === undefined || value === null
    ? String(value)
    : typeof value === 'object'
      ? 'no plain object'
      : `a ${typeof value}`
