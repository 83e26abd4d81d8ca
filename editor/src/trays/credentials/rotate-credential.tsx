import type { StoredCredential } from '@millrace/engine'
import type { DefinitionView, JsonSchema } from '@millrace/sdk'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Dialog, toast } from '../../design/index.ts'
import { SchemaForm, useProblems } from '../../forms/index.ts'
import { session } from '../../session/index.ts'
import { secretPart, withSecrets } from './secret-part.ts'

/** Takes new secrets for a credential. What uses it connects anew with them; nothing is deployed. */
export const RotateCredential = ({
  credential,
  definition,
  users,
  onClose
}: {
  readonly credential: StoredCredential
  readonly definition: DefinitionView
  /** How many use it. */
  readonly users: number
  readonly onClose: () => void
}) => {
  const { t } = useTranslation()
  const [schema] = useState<JsonSchema>(() => secretPart(definition.config, credential.config) ?? { type: 'object' })
  const [secrets, setSecrets] = useState<unknown>({})
  const [busy, setBusy] = useState(false)
  const { problems } = useProblems(schema, secrets)
  const { id, name } = credential
  const rotate = async () => {
    setBusy(true)
    try {
      const config = withSecrets(credential.config, secrets) as StoredCredential['config']
      await session.request('credential:rotate', { id, config })
      toast({ title: t('trays.rotated', { name }), text: t('trays.rotatedText', { count: users }) })
      onClose()
    } catch (error) {
      toast({ tone: 'bad', title: t('trays.notRotated', { name }), text: (error as Error).message })
      setBusy(false)
    }
  }
  return (
    <Dialog
      isOpen
      alert
      onClose={onClose}
      title={t('trays.rotateTitle', { name })}
      footer={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={problems.length > 0 || busy} onPress={() => void rotate()}>
            {t('trays.rotate')}
          </Button>
        </>
      }
    >
      <div className="form">
        <p className="soft">{t('trays.rotateText', { count: users })}</p>
        <SchemaForm schema={schema} value={secrets} onChange={setSecrets} problems={problems} />
      </div>
    </Dialog>
  )
}
