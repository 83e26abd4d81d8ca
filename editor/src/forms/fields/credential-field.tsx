import { useTranslation } from 'react-i18next'
import { IconButton, Select } from '../../design/index.ts'
import { FieldFrame, useField } from '../field-frame.tsx'
import { type FieldProps, textOf } from '../field-props.ts'
import { useScope } from '../form-scope.ts'

/** Cannot be the id of a credential. */
const NEW = '/new'

/** A credential of one of the types that fit, kept once and referred to; the last choice makes a new one. */
export const CredentialField = (props: FieldProps) => {
  const { schema, value, onChange, label } = props
  const { t } = useTranslation()
  const { credentials } = useScope()
  const control = useField(props)
  const types = schema.credential ?? []
  const id = textOf(value)
  const offered = credentials?.of(types) ?? []
  const chosen = offered.find(credential => credential.id === id)
  const lost = id !== '' && !chosen ? [{ value: id, label: t('forms.credentialGone', { id }) }] : []
  const options = offered.map(({ id: value, name, enabled }) => ({
    value,
    label: name,
    ...(enabled === false ? { hint: t('forms.credentialOff') } : {})
  }))
  const choose = (next: string) => (next === NEW ? credentials?.add(types, onChange) : onChange(next))
  return (
    <FieldFrame field={props} control={control} group>
      <div className="reference">
        <Select
          className="grow"
          aria-label={label}
          value={id || undefined}
          onChange={choose}
          placeholder={t(offered.length > 0 ? 'forms.choose' : 'forms.noCredential')}
          options={[
            ...options,
            ...lost,
            ...(credentials ? [{ value: NEW, label: t('forms.newCredentialMore'), icon: 'plus' }] : [])
          ]}
        />
        {credentials && chosen && (
          <IconButton icon="pencil" label={t('forms.editCredential')} onPress={() => credentials.edit(id)} />
        )}
      </div>
      {chosen?.enabled === false && control.problems.length === 0 && (
        <span className="err">{t('forms.credentialIsOff', { name: chosen.name })}</span>
      )}
    </FieldFrame>
  )
}
