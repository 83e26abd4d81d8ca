import type { StoredCredential } from '@millrace/engine'
import type { DefinitionView } from '@millrace/sdk'
import { useTranslation } from 'react-i18next'
import { SegmentedControl, TextField } from '../../design/index.ts'
import { SchemaForm } from '../../forms/index.ts'
import type { useCredentialForm } from './use-credential-form.ts'

/** What a credential holds, what it is called, and what it is for. */
export const CredentialFields = ({
  form: { draft, setDraft, problems, nameProblem, scope },
  definition,
  fitting,
  onType
}: {
  readonly form: ReturnType<typeof useCredentialForm>
  readonly definition: DefinitionView
  /** Of a new one: the types to choose from. */
  readonly fitting: readonly DefinitionView[]
  readonly onType: ((type: string) => void) | undefined
}) => {
  const { t } = useTranslation()
  return (
    <>
      {fitting.length > 1 && onType && (
        <SegmentedControl
          label={t('trays.types')}
          value={definition.type}
          onChange={onType}
          options={fitting.map(({ type, title }) => ({ value: type, label: title }))}
        />
      )}
      <p className="soft">{definition.description}</p>
      <SchemaForm
        schema={definition.config}
        value={draft.config}
        onChange={config => setDraft({ ...draft, config: config as StoredCredential['config'] })}
        problems={problems}
        context={scope}
      />
      <div data-path={nameProblem && '/:name'}>
        <TextField
          label={t('trays.name')}
          value={draft.name}
          onChange={name => setDraft({ ...draft, name })}
          problem={nameProblem}
          isRequired
        />
      </div>
      <TextField
        label={t('trays.description')}
        value={draft.description ?? ''}
        onChange={description => setDraft(described(draft, description))}
        hint={t('trays.descriptionHint')}
      />
    </>
  )
}

const described = ({ description: _old, ...rest }: StoredCredential, description: string): StoredCredential =>
  description === '' ? rest : { ...rest, description }
