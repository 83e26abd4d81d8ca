import { isObject, type StoredValue, type ValueType, valueTypes } from '@millrace/sdk'
import { useTranslation } from 'react-i18next'
import { type FieldControl, FieldFrame, nativeControl, useField } from '../field-frame.tsx'
import type { FieldProps } from '../field-props.ts'
import { TextInput } from '../text-input.tsx'
import { TypePicker } from '../type-picker.tsx'
import { convertTyped, typedEditor } from '../typed-input.ts'

/** A typed input: which kind of value, then the value. Also draws targets, which are typed inputs that can be written. */
export const TypedField = (props: FieldProps) => {
  const { schema, value, onChange, label } = props
  const control = useField(props, true)
  const types = (schema.properties?.type?.enum as readonly ValueType[] | undefined) ?? valueTypes
  const stored = storedValue(value, types)
  return (
    <FieldFrame field={props} control={control}>
      <div className="in typed" data-invalid={control.invalid || undefined}>
        <TypePicker
          label={label}
          types={types}
          value={stored.type}
          onChange={type => onChange(convertTyped(stored, type))}
        />
        <TypedValue {...props} control={control} stored={stored} />
      </div>
    </FieldFrame>
  )
}

const storedValue = (value: unknown, types: readonly ValueType[]): StoredValue =>
  isObject(value) && typeof value.type === 'string'
    ? { type: value.type as ValueType, value: String(value.value ?? '') }
    : { type: types[0] ?? 'msg', value: '' }

const TypedValue = (props: FieldProps & { readonly control: FieldControl; readonly stored: StoredValue }) => {
  const { control, stored, onChange, label } = props
  const { t } = useTranslation()
  const write = (value: string) => onChange({ ...stored, value })
  const attributes = { ...nativeControl(control, props), 'aria-label': label }
  const choices = nativeChoices(stored.type)
  if (typedEditor(stored.type) === 'none') return null
  if (choices)
    return (
      <select
        {...attributes}
        className="typed-select"
        value={stored.value}
        onChange={event => write(event.target.value)}
      >
        {choices.map(choice => (
          <option key={choice.value} value={choice.value}>
            {t(choice.words)}
          </option>
        ))}
      </select>
    )
  return (
    <TextInput
      {...attributes}
      bare
      value={stored.value}
      onChange={write}
      inputMode={stored.type === 'num' ? 'decimal' : 'text'}
      placeholder={placeholders[stored.type]}
    />
  )
}

const nativeChoices = (type: ValueType) => (type === 'bool' ? truth : type === 'date' ? dates : undefined)

const truth = [
  { value: 'true', words: 'forms.values.true' },
  { value: 'false', words: 'forms.values.false' }
] as const
const dates = [
  { value: '', words: 'forms.values.milliseconds' },
  { value: 'iso', words: 'forms.values.iso' },
  { value: 'object', words: 'forms.values.date' }
] as const

const placeholders: Partial<Record<ValueType, string>> = {
  msg: 'payload',
  json: '{ }',
  bin: '[ ]',
  re: '^a+$',
  env: 'HOME',
  jsonata: '$sum(payload.value)'
}
