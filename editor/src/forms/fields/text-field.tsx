import { hasTemplate } from '@millrace/sdk'
import { useTranslation } from 'react-i18next'
import { FieldFrame, nativeControl, useField } from '../field-frame.tsx'
import { type FieldProps, storedText, textOf } from '../field-props.ts'
import { TemplatePreview } from '../template-preview.tsx'
import { TextInput } from '../text-input.tsx'

/** A text of one line or, as `multiline`, of several; a template says so and shows what becomes of it. */
export const TextField = (props: FieldProps & { readonly multiline?: boolean }) => {
  const { schema, value, onChange, multiline = schema.widget === 'multiline' } = props
  const { t } = useTranslation()
  const control = useField(props)
  const templated = schema.template !== undefined
  const text = textOf(value)
  return (
    <FieldFrame
      field={props}
      control={control}
      note={templated ? t('forms.template') : undefined}
      onFix={fix => onChange(fix)}
    >
      <TextInput
        {...nativeControl(control, props)}
        value={text}
        onChange={next => onChange(storedText(next, props))}
        holes={templated}
        problem={control.problems[0]?.message}
        multiline={multiline}
        placeholder={placeholderOf(props, t('forms.madeOnSave'))}
      />
      {templated && hasTemplate(text) && !control.invalid && <TemplatePreview template={text} />}
    </FieldFrame>
  )
}

export const MultilineField = (props: FieldProps) => <TextField {...props} multiline />

const placeholderOf = ({ schema }: FieldProps, generated: string): string | undefined =>
  schema.generated !== undefined ? generated : textOf(schema.examples?.[0]) || undefined
