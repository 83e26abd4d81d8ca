import { t, type ValueType } from '@millrace/sdk'
import { commonValues } from '../value/value-types.ts'

const searched = ['str', 'num', 'bool', 're', 'msg', 'flow', 'global', 'env'] as const satisfies readonly ValueType[]
const replacing = [
  'str',
  'num',
  'bool',
  'json',
  'bin',
  'msg',
  'flow',
  'global',
  'jsonata',
  'env'
] as const satisfies readonly ValueType[]

const property = t.target({ title: 'Property', default: { type: 'msg', value: 'payload' } })

export const Rule = t.variants(
  'action',
  {
    set: {
      target: property,
      to: t.value({ title: 'to the value', types: commonValues, default: { type: 'str', value: '' } })
    },
    change: {
      target: property,
      search: t.value({ title: 'Search for', types: searched, default: { type: 'str', value: '' } }),
      replace: t.value({ title: 'Replace with', types: replacing, default: { type: 'str', value: '' } })
    },
    delete: { target: property },
    move: {
      target: property,
      to: t.target({ title: 'to', default: { type: 'msg', value: 'payload' } })
    }
  },
  {
    title: 'Rule',
    labels: { set: 'Set', change: 'Change', delete: 'Delete', move: 'Move' },
    default: { action: 'set' }
  }
)
