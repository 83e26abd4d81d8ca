import { useTranslation } from 'react-i18next'
import { SegmentedControl, Select } from '../../design/index.ts'
import { FieldFrame, useField } from '../field-frame.tsx'
import { asSegments, choicesOf } from '../field-kind.ts'
import type { FieldProps } from '../field-props.ts'
import { problemWords } from '../problem-words.ts'

/** One of a few: side by side where they fit, otherwise a list to open. */
export const ChoiceField = (props: FieldProps) => {
  const { schema, value, onChange, label, compact, required, path } = props
  const { t } = useTranslation()
  const control = useField(props)
  const choices = choicesOf(schema) ?? []
  const choose = (text: string) => onChange(choices.find(choice => String(choice.value) === text)?.value)
  const options = choices.map(choice => ({ value: String(choice.value), label: choice.label }))
  const chosen = value === undefined ? undefined : String(value)

  if (!compact && asSegments(schema, choices))
    return (
      <FieldFrame field={props} control={control} group>
        <SegmentedControl label={label} value={chosen ?? ''} onChange={choose} options={options} />
      </FieldFrame>
    )
  const none = required || schema.default !== undefined ? [] : [{ value: NONE, label: t('forms.none') }]
  return (
    <div data-path={path}>
      <Select
        {...(compact ? { 'aria-label': label } : { label, hint: schema.description })}
        value={chosen}
        onChange={text => (text === NONE ? onChange(undefined) : choose(text))}
        options={[...none, ...options]}
        placeholder={t('forms.choose')}
        problem={control.problems[0] && problemWords(label, control.problems[0]).what}
      />
    </div>
  )
}

const NONE = '\u0000'
