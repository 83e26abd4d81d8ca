import { check, type JsonSchema, type Limits, type Problem } from '@millrace/sdk'

/** The limits of every integration as a form, with what its definition sets where nothing is set. */
export const limitsSchema = (
  { rate, concurrent, bytes, throttle }: Limits,
  words: Readonly<Record<keyof LimitWords, string>>
): JsonSchema => ({
  type: 'object',
  required: ['per'],
  properties: {
    messages: { ...atLeastOne(rate?.messages), title: words.messages, columns: 6 },
    per: {
      title: words.per,
      columns: 6,
      enum: ['second', 'minute'],
      default: rate?.per ?? 'second',
      labels: { second: words.second, minute: words.minute }
    },
    concurrent: { ...atLeastOne(concurrent), title: words.concurrent, description: words.concurrentHint },
    bytes: { ...atLeastOne(bytes), title: words.bytes, description: words.bytesHint },
    throttle: { ...atLeastOne(throttle), title: words.throttle, description: words.throttleHint }
  }
})

interface LimitWords {
  messages: string
  per: string
  second: string
  minute: string
  concurrent: string
  concurrentHint: string
  bytes: string
  bytesHint: string
  throttle: string
  throttleHint: string
}

const atLeastOne = (value: number | undefined): JsonSchema => ({
  type: 'integer',
  minimum: 1,
  ...(value === undefined ? {} : { default: value })
})

/** Limits as the fields of their form, and back: a rate is one thing in the file and two fields on the page. */
export interface LimitFields {
  readonly messages?: number
  readonly per?: 'second' | 'minute'
  readonly concurrent?: number
  readonly bytes?: number
  readonly throttle?: number
}

export const limitFields = ({ rate, ...rest }: Limits = {}): LimitFields => ({ ...rest, ...rate })

export const limitsOf = ({ messages, per, ...rest }: LimitFields, defaults: Limits = {}): Limits => {
  const amount = messages ?? (per === undefined ? undefined : defaults.rate?.messages)
  const rate = amount === undefined ? undefined : { messages: amount, per: per ?? defaults.rate?.per ?? 'second' }
  return { ...(rate ? { rate } : {}), ...rest }
}

const wordless: LimitWords = {
  messages: '',
  per: '',
  second: '',
  minute: '',
  concurrent: '',
  concurrentHint: '',
  bytes: '',
  bytesHint: '',
  throttle: '',
  throttleHint: ''
}

/** What is wrong with the limits that were set. */
export const limitProblems = (limits: Limits | undefined): readonly Problem[] =>
  check(limitsSchema({}, wordless), { per: 'second', ...limitFields(limits) })
