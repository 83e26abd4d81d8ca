import type { StoredValue, ValueType } from '@millrace/sdk'

/** How the value of a kind is edited. */
export type TypedEditor = 'path' | 'text' | 'number' | 'boolean' | 'json' | 'date' | 'expression' | 'none'

const editors: Readonly<Record<ValueType, TypedEditor>> = {
  msg: 'path',
  flow: 'path',
  global: 'path',
  str: 'text',
  num: 'number',
  bool: 'boolean',
  json: 'json',
  bin: 'json',
  date: 'date',
  jsonata: 'expression',
  re: 'expression',
  env: 'text',
  prev: 'none'
}

export const typedEditor = (type: ValueType): TypedEditor => editors[type]

/** The same input as another kind: what was written stays where the new kind can hold it. */
export const convertTyped = ({ value }: StoredValue, type: ValueType): StoredValue => ({
  type,
  value: fits(type, value) ? value : blank[type]
})

const blank: Readonly<Record<ValueType, string>> = {
  msg: '',
  flow: '',
  global: '',
  str: '',
  num: '0',
  bool: 'true',
  json: '{}',
  bin: '[]',
  date: '',
  jsonata: '',
  re: '',
  env: '',
  prev: ''
}

const fits = (type: ValueType, text: string): boolean => {
  switch (typedEditor(type)) {
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text))
    case 'boolean':
      return text === 'true' || text === 'false'
    case 'json':
      return parses(text)
    case 'date':
      return text === 'iso' || text === 'object'
    case 'none':
      return false
    default:
      return true
  }
}

const parses = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
