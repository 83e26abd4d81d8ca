/** The kinds of a typed input, in Node-RED's names. */
export const valueTypes = [
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
  're',
  'env',
  'prev'
] as const
export type ValueType = (typeof valueTypes)[number]
/** A typed input as it is stored. */
export interface StoredValue {
  readonly type: ValueType
  readonly value: string
}
