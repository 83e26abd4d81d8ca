import { applies, fill, type JsonSchema, pointerStep } from '@millrace/sdk'
import { type CSSProperties, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../design/index.ts'
import { Field } from './field.tsx'
import { objectOf } from './field-props.ts'
import { useForm } from './form-scope.ts'
import { labelOf } from './labels.ts'
import { problemsIn } from './problem-words.ts'

interface Props {
  readonly schema: JsonSchema
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly path: string
  readonly compact?: boolean
}

/** The fields of an object in a grid of twelve columns; those for the few stand behind "More options". */
export const ObjectFields = (props: Props) => {
  const { schema, value, compact = false } = props
  const shown = objectOf(fill(schema, value ?? {}))
  const fields = Object.entries(schema.properties ?? {}).filter(
    ([, field]) => field.const === undefined && applies(field, shown)
  )
  const few = compact ? [] : fields.filter(([, field]) => field.advanced)
  return (
    <>
      <FieldGrid {...props} fields={fields.filter(field => !few.includes(field))} />
      {few.length > 0 && <MoreFields {...props} fields={few} />}
    </>
  )
}

type Fields = readonly (readonly [key: string, field: JsonSchema])[]

const FieldGrid = ({ schema, value, onChange, path, compact = false, fields }: Props & { readonly fields: Fields }) => (
  <div className={compact ? 'field-grid is-compact' : 'field-grid'}>
    {fields.map(([key, field]) => (
      <div key={key} className="field-cell" style={{ '--columns': field.columns ?? 12 } as CSSProperties}>
        <Field
          schema={field}
          value={objectOf(value)[key]}
          onChange={next => onChange(withField(objectOf(value), key, next))}
          path={path + pointerStep(key)}
          label={labelOf(key, field)}
          required={(schema.required?.includes(key) ?? false) && field.default === undefined}
          compact={compact}
        />
      </div>
    ))}
  </div>
)

/** Undefined removes. */
const withField = (value: Readonly<Record<string, unknown>>, key: string, next: unknown): object => {
  const { [key]: _old, ...rest } = value
  return next === undefined ? rest : { ...value, [key]: next }
}

/** Opens by itself when something in it is wrong, so that no problem is out of sight. */
const MoreFields = (props: Props & { readonly fields: Fields }) => {
  const { t } = useTranslation()
  const { problems } = useForm()
  const id = useId()
  const [opened, setOpened] = useState(false)
  const wrong = props.fields.some(([key]) => problemsIn(problems, props.path + pointerStep(key)).length > 0)
  const open = opened || wrong
  return (
    <div className="more-fields">
      <button
        type="button"
        className="more-button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpened(!open)}
      >
        <Icon name={open ? 'chevron-down' : 'chevron-right'} size={14} />
        {t('forms.moreOptions')}
      </button>
      <div id={id} hidden={!open}>
        {open && <FieldGrid {...props} />}
      </div>
    </div>
  )
}
