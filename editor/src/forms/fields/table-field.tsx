import { type JsonSchema, pointerStep } from '@millrace/sdk'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon, IconButton } from '../../design/index.ts'
import { entryName, entryWords } from '../entry-name.ts'
import { Field } from '../field.tsx'
import { FieldFrame, useField } from '../field-frame.tsx'
import { valuesOf } from '../field-kind.ts'
import { type FieldProps, objectOf } from '../field-props.ts'
import { useScope } from '../form-scope.ts'
import { initialValue } from '../initial-value.ts'
import { TextInput } from '../text-input.tsx'

const TEXT: JsonSchema = { type: 'string' }

interface Row {
  readonly key: string
  readonly value: unknown
}

/** Names and values, such as headers. Rows are kept as typed: a name that is still empty or there twice is not lost. */
export const TableField = (props: FieldProps) => {
  const { schema, value, onChange, path, label } = props
  const { t } = useTranslation()
  const { onUnreadable } = useScope()
  const control = useField(props)
  const [rows, setRows] = useState<readonly Row[]>(() => rowsOf(value))
  const shown = sameAs(rows, value) ? rows : rowsOf(value)
  const entry = valuesOf(schema) ?? TEXT
  const what = entryName(schema, label)
  const write = (next: readonly Row[]) => {
    setRows(next)
    const twice = next.find(({ key }, index) => key !== '' && next.findIndex(row => row.key === key) !== index)
    onUnreadable?.(path, twice && t('forms.nameTwice', { name: twice.key }))
    onChange(Object.fromEntries(named(next).map(row => [row.key, row.value])))
  }
  return (
    <FieldFrame field={props} control={control} group>
      <ul className="rows rows-tall" aria-labelledby={control.labelId}>
        {shown.map((row, index) => {
          const name = row.key || t('forms.entry', { what, number: index + 1 })
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are neither moved nor keep state of their own
            <li key={index}>
              <div className="row-fields row-pair">
                <TextInput
                  aria-label={t('forms.nameOf', { name })}
                  value={row.key}
                  onChange={key => write(shown.with(index, { ...row, key }))}
                  placeholder={t('forms.name')}
                />
                <Field
                  schema={entry}
                  value={row.value}
                  onChange={next => write(shown.with(index, { ...row, value: next ?? '' }))}
                  path={path + pointerStep(row.key)}
                  label={name}
                  required
                  compact
                />
              </div>
              <IconButton
                small
                icon="x"
                label={t('forms.remove', { name })}
                onPress={() => write(shown.toSpliced(index, 1))}
              />
            </li>
          )
        })}
        <li className="rows-add">
          <button type="button" onClick={() => write([...shown, { key: '', value: initialValue(entry) }])}>
            <Icon name="plus" size={14} />
            {t('forms.add', entryWords(what))}
          </button>
        </li>
      </ul>
    </FieldFrame>
  )
}

const rowsOf = (value: unknown): readonly Row[] =>
  Object.entries(objectOf(value)).map(([key, part]) => ({ key, value: part }))

const named = (rows: readonly Row[]) => rows.filter(({ key }) => key !== '')

/** Whether the rows are what the value came from; if not, it was changed from outside. */
const sameAs = (rows: readonly Row[], value: unknown): boolean =>
  JSON.stringify(Object.fromEntries(named(rows).map(row => [row.key, row.value]))) === JSON.stringify(objectOf(value))
