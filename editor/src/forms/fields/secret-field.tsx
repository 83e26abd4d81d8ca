import { isSecretReference } from '@millrace/sdk'
import { useState } from 'react'
import { Group } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button, Icon, IconButton } from '../../design/index.ts'
import { FieldFrame, nativeControl, useField } from '../field-frame.tsx'
import { type FieldProps, textOf } from '../field-props.ts'
import { TextInput } from '../text-input.tsx'

/** Can be written, never read: one that is set shows only that it is. It stays until something has been typed in its place. */
export const SecretField = (props: FieldProps) => {
  const { schema, value, onChange, required } = props
  const { t } = useTranslation()
  const control = useField(props)
  const [kept, setKept] = useState(isSecretReference(value) ? value : undefined)
  const [replacing, setReplacing] = useState(false)
  const set = isSecretReference(value)

  if (set && !replacing)
    return (
      <FieldFrame field={props} control={control} group hint={schema.description ?? t('forms.secretHint')}>
        <Group className="in secret" aria-labelledby={control.labelId}>
          <Icon name="lock" size={14} />
          <span className="grow ell">{t('forms.secretSet')}</span>
          <Button
            small
            onPress={() => {
              setKept(value)
              setReplacing(true)
            }}
          >
            {t('forms.replace')}
          </Button>
          {!required && (
            <IconButton small icon="trash-2" label={t('forms.removeSecret')} onPress={() => onChange(undefined)} />
          )}
        </Group>
      </FieldFrame>
    )
  const keep = () => {
    onChange(kept)
    setReplacing(false)
  }
  const multiline = schema.widget === 'multiline'
  return (
    <FieldFrame field={props} control={control} hint={schema.description ?? t('forms.secretHint')}>
      <TextInput
        {...nativeControl(control, props)}
        {...(multiline ? {} : { type: 'password' })}
        autoComplete="new-password"
        autoFocus={replacing}
        multiline={multiline}
        value={set ? '' : textOf(value)}
        onChange={text => onChange(text === '' ? kept : text)}
        placeholder={textOf(schema.examples?.[0]) || undefined}
        start={multiline ? undefined : <Icon name="lock" size={14} />}
        end={
          kept && (
            <Button small onPress={keep}>
              {t('forms.keepSecret')}
            </Button>
          )
        }
      />
    </FieldFrame>
  )
}
