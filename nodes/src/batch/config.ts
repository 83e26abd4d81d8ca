import { type Static, t } from '@millrace/sdk'

const counted = { mode: ['count'] }

export const config = t.Object({
  mode: t.choice(['count', 'interval', 'concat'], {
    title: 'Group by',
    widget: 'segments',
    labels: { count: 'number of messages', interval: 'time', concat: 'joining sequences' },
    default: 'count'
  }),
  count: t.Integer({ title: 'Messages', default: 10, minimum: 1, columns: 6, when: counted }),
  overlap: t.Integer({
    title: 'Overlap',
    description: 'The last messages of a group that are the first of the next',
    default: 0,
    minimum: 0,
    columns: 6,
    when: counted
  }),
  honourParts: t.Boolean({
    title: 'End a group also with the last message of a sequence',
    default: false,
    when: counted
  }),
  interval: t.Number({ title: 'Seconds', default: 10, minimum: 0.001, when: { mode: ['interval'] } }),
  topics: t.Array(t.String({ minLength: 1 }), {
    title: 'Topics',
    description: 'In the order in which their sequences are put together',
    default: ['topic'],
    minItems: 1,
    uniqueItems: true,
    when: { mode: ['concat'] }
  }),
  limit: t.Integer({
    title: 'Most messages held',
    description: 'What comes beyond fails, and is tried again later',
    default: 10_000,
    minimum: 1,
    advanced: true
  })
})

export type BatchConfig = Static<typeof config>
