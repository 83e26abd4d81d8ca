import { type Static, t } from '@millrace/sdk'

const manual = { mode: ['custom'] }
const joined = { mode: ['custom'], build: ['string', 'buffer'] }
const collected = { mode: ['custom'], build: ['array', 'object', 'merged'] }
const objects = { mode: ['custom'], build: ['object', 'merged'] }
const reduced = { mode: ['reduce'] }

export const config = t.Object({
  mode: t.choice(['auto', 'custom', 'reduce'], {
    title: 'Mode',
    widget: 'segments',
    labels: { auto: 'automatic', custom: 'manual', reduce: 'reduce a sequence' },
    default: 'auto'
  }),
  build: t.choice(['string', 'buffer', 'array', 'object', 'merged'], {
    title: 'Make',
    labels: {
      string: 'a text',
      buffer: 'bytes',
      array: 'an array',
      object: 'an object with a key for each message',
      merged: 'an object of all objects'
    },
    default: 'object',
    when: manual
  }),
  propertyType: t.choice(['msg', 'full'], {
    title: 'Out of',
    widget: 'segments',
    labels: { msg: 'a property', full: 'the complete message' },
    default: 'msg',
    when: collected
  }),
  property: t.target({
    title: 'Property',
    types: ['msg'],
    default: { type: 'msg', value: 'payload' },
    when: manual
  }),
  key: t.target({
    title: 'Key',
    types: ['msg'],
    default: { type: 'msg', value: 'topic' },
    when: { mode: ['custom'], build: ['object'] }
  }),
  joiner: t.value({
    title: 'Put between',
    description: '\\n is a new line, \\r a carriage return, \\t a tab',
    types: ['str', 'bin'],
    default: { type: 'str', value: '\\n' },
    when: joined
  }),
  useparts: t.Boolean({ title: 'Use msg.parts where there is one', default: false, when: manual }),
  count: t.Integer({
    title: 'After so many messages',
    description: 'Parts, for an object: keys. 0 is no number; a sequence then has the number that msg.parts says.',
    default: 0,
    minimum: 0,
    columns: 6,
    when: manual
  }),
  timeout: t.Number({
    title: 'After so many seconds',
    description: 'Since the first message; 0 is never',
    default: 0,
    minimum: 0,
    columns: 6,
    when: manual
  }),
  accumulate: t.Boolean({ title: 'And with every message after that', default: false, when: objects }),
  reduceExp: t.value({
    title: 'Reduce expression',
    types: ['jsonata'],
    default: { type: 'jsonata', value: '$A + payload' },
    when: reduced
  }),
  reduceInit: t.value({
    title: 'Initial value',
    types: ['flow', 'global', 'str', 'num', 'bool', 'json', 'bin', 'date', 'jsonata', 'env'],
    default: { type: 'num', value: '0' },
    when: reduced
  }),
  reduceFixup: t.Optional(t.value({ title: 'Fix-up expression', types: ['jsonata'], when: reduced })),
  reduceRight: t.Boolean({ title: 'From the last to the first', default: false, when: reduced }),
  limit: t.Integer({
    title: 'Most messages held',
    description: 'Of all groups together. What comes beyond fails, and is tried again later.',
    default: 10_000,
    minimum: 1,
    advanced: true
  })
})

export type JoinConfig = Static<typeof config>
