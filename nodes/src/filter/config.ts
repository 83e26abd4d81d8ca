import { type Static, t } from '@millrace/sdk'

const bands = ['deadbandEq', 'deadband', 'narrowband', 'narrowbandEq'] as const

export const config = t.Object({
  func: t.choice(['rbe', 'rbei', ...bands], {
    title: 'Let through',
    labels: {
      rbe: 'when the value has changed',
      rbei: 'when the value has changed, but not the first',
      deadbandEq: 'a change of the limit or more',
      deadband: 'a change of more than the limit',
      narrowband: 'a change of the limit or less',
      narrowbandEq: 'a change of less than the limit'
    },
    default: 'rbe'
  }),
  gap: t.Number({ title: 'Limit', default: 1, minimum: 0, columns: 4, when: { func: bands } }),
  percent: t.Boolean({ title: 'in percent of the value before', default: false, columns: 8, when: { func: bands } }),
  inout: t.choice(['out', 'in'], {
    title: 'Compared with',
    widget: 'segments',
    labels: { out: 'the last value let through', in: 'the last value' },
    default: 'out',
    when: { func: bands }
  }),
  start: t.Optional(
    t.Number({
      title: 'Start value',
      description: 'The first value when left out',
      when: { func: ['narrowband', 'narrowbandEq'] }
    })
  ),
  property: t.target({ title: 'Property', types: ['msg'], default: { type: 'msg', value: 'payload' } }),
  septopics: t.Boolean({ title: 'For each topic on its own', default: true, columns: 6 }),
  topi: t.target({
    title: 'Topic',
    types: ['msg'],
    default: { type: 'msg', value: 'topic' },
    columns: 6,
    when: { septopics: [true] }
  }),
  limit: t.Integer({
    title: 'Most topics remembered',
    description: 'Above it the one that was heard of least recently is forgotten',
    default: 10_000,
    minimum: 1,
    advanced: true
  })
})

export type FilterConfig = Static<typeof config>
