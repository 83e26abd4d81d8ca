import { defineNode, type Handler } from '@millrace/sdk'
import { isOnly, says } from '../hold/control.ts'
import { serial } from '../switch/serial.ts'
import { joinClaims } from './build.ts'
import type { Claims } from './claim.ts'
import { automaticClaims } from './claim-auto.ts'
import { manualClaims } from './claim-manual.ts'
import { config } from './config.ts'
import { Groups } from './groups.ts'
import { claimReduced, compileReduce } from './reduce.ts'

export const join = defineNode({
  type: 'core/join',
  title: 'join',
  description: 'Joins a sequence of messages into one.',
  help: `- **Automatic** puts together again what a **split** node took apart, by \`msg.parts\`, in whatever order the parts come.
- **Manual** makes a text, bytes, an array or an object: after so many messages, after a time, or with a message that has
  \`msg.complete\`. \`msg.restartTimeout\` lets the time begin anew.
- **Reduce** applies a JSONata expression to each message of a sequence. It knows \`$A\`, the result so far, \`$I\`, the index,
  and \`$N\`, the number of messages; the fix-up expression knows \`$A\` and \`$N\`.

The messages of a group wait here unacknowledged. They are done when everything that came of the joined message is done;
when that fails, all of them are tried again, and the same group comes of them. \`msg.reset\` drops a group.

Example: two sensors send to \`temperature\` and \`humidity\`. Manual, an object by \`msg.topic\`, after 2 messages and with
every message after that: each new value gives a message with the newest of both, such as
\`{ "temperature": 21, "humidity": 40 }\`.

Example: the mean of a sequence of numbers is the expression \`$A + payload\` from 0, with the fix-up \`$A / $N\`.`,
  icon: 'combine',
  category: 'sequence',
  traced: false,
  outputs: 1,
  holds: true,
  config,
  problems: ({ mode, build, accumulate, count, useparts }) =>
    mode === 'custom' && (build === 'object' || build === 'merged') && accumulate && count === 0 && !useparts
      ? [{ path: '/count', message: 'is needed: without it no message is the one after which every one is sent' }]
      : [],

  create({ config, defer }) {
    const { mode, limit } = config
    const accumulate =
      mode === 'custom' && (config.build === 'object' || config.build === 'merged') && config.accumulate
    const groups = new Groups({
      limit,
      timeout: mode === 'custom' ? config.timeout * 1000 : 0,
      accumulate,
      join: mode === 'reduce' ? serial(compileReduce(config)) : joinClaims
    })
    defer(() => groups.close())
    if (mode === 'reduce') return reduceInto(groups)
    return joinInto(groups, mode === 'auto' ? automaticClaims(limit) : manualClaims(config))
  }
})

const reduceInto =
  (groups: Groups): Handler =>
  (message, out) => {
    const claim = claimReduced(message)
    if (claim) return groups.take(claim, message, out)
    out.send(message)
  }

const joinInto =
  (groups: Groups, { groupOf, claimOf }: Claims): Handler =>
  (message, out) => {
    const group = groupOf(message)
    if (says(message, 'restartTimeout')) groups.restartTimeout(group)
    if (says(message, 'reset')) {
      groups.reset(group)
      return
    }
    if (says(message, 'restartTimeout') && isOnly(message, 'restartTimeout')) return
    const claim = claimOf(message)
    if (claim.message === undefined && !groups.has(group)) return
    return groups.take(claim, message, out)
  }
