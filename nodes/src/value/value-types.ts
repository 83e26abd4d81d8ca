import type { ValueType } from '@millrace/sdk'

/** The typed inputs that any node may offer, in the order in which people pick them. */
export const commonValues = [
  'msg',
  'flow',
  'global',
  'str',
  'num',
  'bool',
  'json',
  'bin',
  'date',
  'jsonata',
  'env'
] as const satisfies readonly ValueType[]
