import { type Static, t } from '@millrace/sdk'

export const config = t.Object({
  property: t.target({ title: 'Split', types: ['msg'], default: { type: 'msg', value: 'payload' } }),
  spltType: t.choice(['str', 'bin', 'len'], {
    title: 'Text and bytes',
    widget: 'segments',
    labels: { str: 'at a text', bin: 'at bytes', len: 'by length' },
    default: 'str'
  }),
  separator: t.String({
    title: 'Split at',
    description: '\\n is a new line, \\r a carriage return, \\t a tab',
    default: '\\n',
    minLength: 1,
    when: { spltType: ['str'] }
  }),
  bytes: t.Array(t.Integer({ minimum: 0, maximum: 255 }), {
    title: 'Split at these bytes',
    default: [10],
    minItems: 1,
    when: { spltType: ['bin'] }
  }),
  length: t.Integer({ title: 'Length of each part', default: 1, minimum: 1, when: { spltType: ['len'] } }),
  stream: t.Boolean({
    title: 'The messages are a stream',
    description: 'What is left over at the end of a message is put before the next. Parts then have no count.',
    default: false
  }),
  arraySplt: t.Integer({ title: 'Arrays: length of each part', default: 1, minimum: 1 }),
  copyKey: t.Boolean({ title: 'Objects: copy the key to a property', default: false }),
  addname: t.target({
    title: 'Copy the key to',
    types: ['msg'],
    default: { type: 'msg', value: 'topic' },
    when: { copyKey: [true] }
  }),
  limit: t.Integer({
    title: 'Most messages held',
    description:
      'Of a stream, until the part that they begin is complete. What comes beyond fails, and is tried again later.',
    default: 1000,
    minimum: 1,
    advanced: true,
    when: { stream: [true] }
  })
})

export type SplitConfig = Static<typeof config>
