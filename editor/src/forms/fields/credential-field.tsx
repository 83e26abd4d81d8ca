import { useTranslation } from 'react-i18next'
import { IconButton, Select } from '../../design/index.ts'
import { FieldFrame, useField } from '../field-frame.tsx'
import { type FieldProps, textOf } from '../field-props.ts'
import { useScope } from '../form-scope.ts'

/** A credential of one of the types that fit, kept once and referred to. */
export const CredentialField = (props: FieldProps) => {
  const { schema, value, onChange, label } = props
  const { t } = useTranslation()
  const { credentials } = useScope()
  const control = useField(props)
  const types = schema.credential ?? []
  const id = textOf(value)
  const offered = credentials?.of(types) ?? []
  const known = offered.some(credential => credential.id === id)
  const lost = id !== '' && !known ? [{ value: id, label: t('forms.credentialGone', { id }) }] : []
  return (
    <FieldFrame field={props} control={control} group>
      <div className="reference">
        <Select
          className="grow"
          aria-label={label}
          value={id || undefined}
          onChange={onChange}
          placeholder={t(offered.length > 0 ? 'forms.choose' : 'forms.noCredential')}
          options={[...offered.map(credential => ({ value: credential.id, label: credential.name })), ...lost]}
        />
        {credentials && known && (
          <IconButton icon="pencil" label={t('forms.editCredential')} onPress={() => credentials.edit(id)} />
        )}
        {credentials && (
          <IconButton
            icon="plus"
            label={t('forms.newCredential')}
            onPress={async () => {
              const made = await credentials.add(types)
              if (made !== undefined) onChange(made)
            }}
          />
        )}
      </div>
    </FieldFrame>
  )
}
