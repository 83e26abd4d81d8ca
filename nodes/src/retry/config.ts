import { type Static, t } from '@millrace/sdk'

export const config = t.Object({
  attempts: t.Integer({
    title: 'Tries',
    description: 'In all, the first included',
    default: 5,
    minimum: 1,
    maximum: 1000,
    columns: 4
  }),
  backoff: t.choice(['exponential', 'fixed'], {
    title: 'Time between tries',
    widget: 'segments',
    labels: { exponential: 'doubles, at random', fixed: 'is fixed' },
    default: 'exponential',
    columns: 8
  }),
  delay: t.Number({
    title: 'Time in seconds',
    description: 'Before the second try',
    default: 1,
    minimum: 0.001,
    columns: 6
  }),
  maxDelay: t.Number({
    title: 'At most, in seconds',
    default: 60,
    minimum: 0.001,
    columns: 6,
    when: { backoff: ['exponential'] }
  }),
  errors: t.choice(['transient', 'all', 'codes'], {
    title: 'Try again after',
    widget: 'segments',
    labels: { transient: 'errors that may pass', all: 'all errors', codes: 'errors with these codes' },
    default: 'transient'
  }),
  codes: t.Array(t.String({ minLength: 1 }), {
    title: 'Codes',
    description: 'Of errors, as msg.error.code of a catch node shows them',
    examples: [['HTTP_TIMEOUT', 'HTTP_FAILED']],
    default: ['HTTP_TIMEOUT'],
    minItems: 1,
    when: { errors: ['codes'] }
  }),
  limit: t.Integer({
    title: 'Most messages held',
    description: 'Waiting for their next try. What comes beyond fails at once.',
    default: 10_000,
    minimum: 1,
    advanced: true
  })
})

export type RetryConfig = Static<typeof config>
