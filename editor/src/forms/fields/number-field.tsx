import { hasTemplate } from '@millrace/sdk'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FieldFrame, nativeControl, useField } from '../field-frame.tsx'
import { type FieldProps, textOf } from '../field-props.ts'
import { numberOf } from '../number-text.ts'
import { TemplatePreview } from '../template-preview.tsx'
import { TextInput } from '../text-input.tsx'

/** A number; a templated one may also be written as a template. Text that is no number is kept, and its problem shown. */
export const NumberField = (props: FieldProps) => {
  const { schema, value, onChange } = props
  const { t } = useTranslation()
  const control = useField(props)
  // While it is being typed the text is the person's: "1." and an emptied field must not jump back.
  const [typed, setTyped] = useState<string>()
  const text = typed ?? textOf(value)
  const templated = schema.template === 'number'
  const type = (next: string) => {
    setTyped(next)
    onChange(numberOf(next))
  }
  return (
    <FieldFrame field={props} control={control} note={templated ? t('forms.template') : undefined}>
      <TextInput
        {...nativeControl(control, props)}
        value={text}
        onChange={type}
        onBlur={() => setTyped(undefined)}
        inputMode={templated ? 'text' : 'numeric'}
        holes={templated}
        placeholder={textOf(schema.default ?? schema.examples?.[0]) || undefined}
      />
      {templated && hasTemplate(text) && !control.invalid && <TemplatePreview template={text} />}
    </FieldFrame>
  )
}
