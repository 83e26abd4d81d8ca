import { defineNode } from '@millrace/sdk'
import { Batches } from './batches.ts'
import { batchByCount } from './by-count.ts'
import { batchByInterval } from './by-interval.ts'
import { concatByTopics } from './by-topics.ts'
import { config } from './config.ts'

export const batch = defineNode({
  type: 'core/batch',
  title: 'batch',
  description: 'Makes sequences of messages.',
  help: `Every group of messages is sent on as a sequence: \`msg.parts\` says of each its \`index\` and the \`count\`, so that a
**join** node makes one message of them.

- **By number**: so many messages; with an overlap the last of a group are the first of the next.
- **By time**: what has come since the group before. Nothing is sent when nothing has come.
- **By joining sequences**: one sequence of each topic, put together in the order of the topics.

The messages of a group that is not complete wait here unacknowledged. \`msg.reset\` drops them.

Example: to write readings to a database a hundred at a time, batch them by 100 and join the sequence to an array.`,
  icon: 'boxes',
  category: 'sequence',
  traced: false,
  outputs: 1,
  holds: true,
  config,
  problems: ({ mode, count, overlap }) =>
    mode === 'count' && overlap >= count ? [{ path: '/overlap', message: `must be less than ${count}` }] : [],

  create({ config, defer }) {
    const { mode, limit } = config
    const parts = { limit, defer, batches: new Batches(limit) }
    switch (mode) {
      case 'count':
        return batchByCount(config, parts)
      case 'interval':
        return batchByInterval(config.interval * 1000, parts)
      case 'concat':
        return concatByTopics(config.topics, parts)
    }
  }
})
