import { useState } from 'react'
import { type FieldProps, listOf } from './field-props.ts'
import { useScope } from './form-scope.ts'
import { editList, type ListEdit } from './list-edit.ts'

/** A list whose entries keep their key, and with it what is open or half typed in them, wherever they are moved. */
export const useList = ({ value, onChange, path }: FieldProps, make: () => unknown) => {
  const { onListEdit } = useScope()
  const list = listOf(value)
  const [known, setKnown] = useState<readonly number[]>([])
  const keys = fitKeys(known, list.length)
  const edit = (change: ListEdit) => {
    setKnown(editList(keys, change, () => nextKey(keys)))
    onListEdit?.(path, change)
    onChange(editList(list, change, make))
  }
  return {
    entries: list.map((entry, index) => ({ entry, index, key: keys[index] as number, path: `${path}/${index}` })),
    edit,
    replace: (index: number, entry: unknown) => onChange(list.with(index, entry))
  }
}

const nextKey = (keys: readonly number[]): number => Math.max(-1, ...keys) + 1

const fitKeys = (keys: readonly number[], length: number): readonly number[] => {
  const fitted = keys.slice(0, length)
  while (fitted.length < length) fitted.push(nextKey(fitted))
  return fitted
}
