import type { StoredCredential } from '@millrace/engine'
import { type DefinitionView, generate } from '@millrace/sdk'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Dialog, SegmentedControl, TextField, toast } from '../design/index.ts'
import { newId } from '../document/new-id.ts'
import { SchemaForm, useProblems } from '../forms/index.ts'
import { session, useSession } from '../session/index.ts'

export interface CredentialEdit {
  /** What may be made. */
  readonly types: readonly string[]
  /** Undefined: a new one. */
  readonly credential?: StoredCredential
  /** Told its id when it was saved. */
  done(id: string | undefined): void
}

/** Makes or changes a credential, which many integrations and nodes may refer to. */
export const CredentialDialog = ({
  edit,
  onClose
}: {
  readonly edit: CredentialEdit
  readonly onClose: (id: string | undefined) => void
}) => {
  const { t } = useTranslation()
  const catalog = useSession(state => state.catalog)
  const definitions = edit.types.map(type => catalog.get(type)).filter(definition => definition !== undefined)
  const [type, setType] = useState(definitions[0]?.type)
  const definition = definitions.find(known => known.type === type)
  return definition ? (
    <CredentialForm
      key={definition.type}
      definition={definition}
      credential={edit.credential}
      onClose={onClose}
      types={definitions}
      onType={setType}
    />
  ) : (
    <Dialog isOpen onClose={() => onClose(undefined)} title={t('forms.newCredential')}>
      <p>{t('trays.noCredentialType', { types: edit.types.join(', ') })}</p>
    </Dialog>
  )
}

const CredentialForm = ({
  definition,
  credential,
  types,
  onType,
  onClose
}: {
  readonly definition: DefinitionView
  readonly credential: StoredCredential | undefined
  readonly types: readonly DefinitionView[]
  readonly onType: (type: string) => void
  readonly onClose: (id: string | undefined) => void
}) => {
  const { t } = useTranslation()
  const others = useSession(state => state.credentials)
  const [draft, setDraft] = useState<StoredCredential>(
    () =>
      credential ?? {
        id: newId(new Set(others.map(({ id }) => id))),
        type: definition.type,
        version: definition.version,
        name: definition.title,
        config: generate(definition.config, {}) as StoredCredential['config']
      }
  )
  const { problems, onUnreadable } = useProblems(definition.config, draft.config)
  const unnamed = draft.name.trim() === ''
  const save = async () => {
    try {
      const saved = await session.request('credential:save', draft)
      toast({ title: t('trays.saved', { name: saved.name }) })
      onClose(saved.id)
    } catch (error) {
      toast({ tone: 'bad', title: t('trays.notSaved'), text: (error as Error).message })
    }
  }
  return (
    <Dialog
      isOpen
      alert
      onClose={() => onClose(undefined)}
      title={t(credential ? 'forms.editCredential' : 'forms.newCredential')}
      footer={
        <>
          <Button onPress={() => onClose(undefined)}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={problems.length > 0 || unnamed} onPress={() => void save()}>
            {t('trays.save')}
          </Button>
        </>
      }
    >
      <div className="form">
        {!credential && types.length > 1 && (
          <SegmentedControl
            label={t('trays.types')}
            value={definition.type}
            onChange={onType}
            options={types.map(({ type, title }) => ({ value: type, label: title }))}
          />
        )}
        <p className="soft">{definition.description}</p>
        <SchemaForm
          schema={definition.config}
          value={draft.config}
          onChange={config => setDraft({ ...draft, config: config as StoredCredential['config'] })}
          problems={problems}
          context={{ onUnreadable }}
        />
        <TextField
          label={t('trays.name')}
          value={draft.name}
          onChange={name => setDraft({ ...draft, name })}
          problem={unnamed ? t('trays.nameProblem') : undefined}
        />
      </div>
    </Dialog>
  )
}
