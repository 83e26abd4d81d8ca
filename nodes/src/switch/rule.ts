import { type Keywords, t } from '@millrace/sdk'
import { commonValues } from '../value/value-types.ts'

const compared = [...commonValues.filter(type => type !== 'json' && type !== 'bin' && type !== 'date'), 'prev'] as const
const value = (options: Keywords = {}) =>
  t.value({ title: 'Value', types: compared, default: { type: 'str', value: '' }, ...options })
const number = (options: Keywords = {}) => value({ default: { type: 'num', value: '0' }, ...options })
const between = { from: number({ title: 'from', columns: 6 }), to: number({ title: 'to', columns: 6 }) }

export const valueKinds = [
  'string',
  'number',
  'boolean',
  'array',
  'buffer',
  'object',
  'json',
  'undefined',
  'null'
] as const
export type ValueKind = (typeof valueKinds)[number]

export const Rule = t.variants(
  'test',
  {
    eq: { value: value() },
    neq: { value: value() },
    lt: { value: number() },
    lte: { value: number() },
    gt: { value: number() },
    gte: { value: number() },
    hask: { value: value({ title: 'Key' }) },
    btwn: between,
    cont: { value: value() },
    regex: {
      pattern: t.String({ title: 'Regular expression', format: 'regex', minLength: 1, columns: 9 }),
      ignoreCase: t.Boolean({ title: 'Ignore case', default: false, columns: 3 })
    },
    true: {},
    false: {},
    null: {},
    nnull: {},
    istype: {
      type: t.choice(valueKinds, {
        title: 'Type',
        labels: { buffer: 'bytes', json: 'JSON text' },
        default: 'string'
      })
    },
    empty: {},
    nempty: {},
    head: { count: number({ title: 'Messages', default: { type: 'num', value: '1' } }) },
    index: between,
    tail: { count: number({ title: 'Messages', default: { type: 'num', value: '1' } }) },
    jsonata_exp: {
      expression: t.value({ title: 'JSONata', types: ['jsonata'], default: { type: 'jsonata', value: 'true' } })
    },
    else: {}
  },
  {
    title: 'Rule',
    labels: {
      eq: '==',
      neq: '!=',
      lt: '<',
      lte: '<=',
      gt: '>',
      gte: '>=',
      hask: 'has key',
      btwn: 'is between',
      cont: 'contains',
      regex: 'matches',
      true: 'is true',
      false: 'is false',
      null: 'is null',
      nnull: 'is not null',
      istype: 'is of type',
      empty: 'is empty',
      nempty: 'is not empty',
      head: 'head',
      index: 'index between',
      tail: 'tail',
      jsonata_exp: 'JSONata',
      else: 'otherwise'
    },
    default: { test: 'eq' }
  }
)
