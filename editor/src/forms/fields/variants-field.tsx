import { chosenVariant, type JsonSchema } from '@millrace/sdk'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { SegmentedControl, Select } from '../../design/index.ts'
import { FieldFrame, useField } from '../field-frame.tsx'
import { asSegments } from '../field-kind.ts'
import { type FieldProps, objectOf } from '../field-props.ts'
import { initialValue } from '../initial-value.ts'
import { inWords } from '../labels.ts'
import { ObjectFields } from '../object-fields.tsx'

/** One of several shapes: which one, then its fields. What was filled in comes back when its shape is chosen again. */
export const VariantsField = (props: FieldProps) => {
  const { schema, value, onChange, path, label, compact = false } = props
  const { t } = useTranslation()
  const control = useField({ ...props, path: `${path}/${schema.tag}` })
  const left = useRef(new Map<string, object>())
  const shapes = (schema.anyOf ?? []).map(shape => ({ shape, name: tagOf(schema, shape) }))
  const options = shapes.map(({ name }) => ({ value: name, label: schema.labels?.[name] ?? inWords(name) }))
  const chosen = chosenVariant(schema, value)
  const name = chosen && tagOf(schema, chosen)
  const choose = (next: string) => {
    const shape = shapes.find(known => known.name === next)?.shape
    if (!shape || next === name) return
    if (name !== undefined) left.current.set(name, objectOf(value))
    onChange(left.current.get(next) ?? { ...objectOf(initialValue(shape)), ...shared(shape, schema, objectOf(value)) })
  }
  const choices = options.map(option => ({ ...option }))
  const fields = chosen && (
    <ObjectFields key={name} schema={chosen} value={value} onChange={onChange} path={path} compact={compact} />
  )
  if (compact)
    return (
      <>
        <Select aria-label={label} className="row-kind" value={name} onChange={choose} options={options} />
        {fields}
      </>
    )
  return (
    <div className="variants">
      <FieldFrame field={props} control={control} group>
        {asSegments(schema, choices) ? (
          <SegmentedControl label={label} value={name ?? ''} onChange={choose} options={options} />
        ) : (
          <Select aria-label={label} value={name} onChange={choose} options={options} placeholder={t('forms.choose')} />
        )}
      </FieldFrame>
      {fields}
    </div>
  )
}

const tagOf = (schema: JsonSchema, shape: JsonSchema): string =>
  String(shape.properties?.[schema.tag ?? '']?.const ?? shape.title)

/** What the old shape and the new one both have, such as a topic. */
const shared = (shape: JsonSchema, { tag }: JsonSchema, value: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(value).filter(([key]) => key !== tag && shape.properties?.[key] !== undefined))
