import type { StoredCredential } from '@millrace/engine'
import type { CredentialUse } from '@millrace/server/protocol'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Dialog, toast } from '../../design/index.ts'
import { RequestError, session } from '../../session/index.ts'
import { CredentialUses } from './credential-uses.tsx'

/** Asks before a credential goes. While something uses it, it stays, and the dialog says what that is. */
export const DeleteCredential = ({
  credential,
  uses,
  onClose
}: {
  readonly credential: StoredCredential
  readonly uses: readonly CredentialUse[]
  readonly onClose: () => void
}) => {
  const { t } = useTranslation()
  const [refused, setRefused] = useState<readonly CredentialUse[]>([])
  const { id, name } = credential
  const standing = refused.length > 0 ? refused : uses
  const remove = async () => {
    try {
      await session.request('credential:remove', { id })
      toast({ title: t('trays.deleted', { name }) })
      onClose()
    } catch (error) {
      if (error instanceof RequestError && error.uses.length > 0) setRefused(error.uses)
      else toast({ tone: 'bad', title: t('trays.notDeleted', { name }), text: (error as Error).message })
    }
  }
  if (standing.length > 0)
    return (
      <Dialog
        isOpen
        alert
        onClose={onClose}
        title={t('trays.credentialUsed', { name })}
        footer={<Button onPress={onClose}>{t('common.close')}</Button>}
      >
        <p className="soft dialog-lead">{t('trays.credentialUsedText', { count: standing.length })}</p>
        <CredentialUses uses={standing} />
      </Dialog>
    )
  return (
    <Dialog
      isOpen
      alert
      onClose={onClose}
      title={t('trays.deleteTitle', { name })}
      footer={
        <>
          <Button onPress={onClose}>{t('trays.keep')}</Button>
          <Button variant="danger" onPress={() => void remove()}>
            {t('trays.delete')}
          </Button>
        </>
      }
    >
      <p className="soft">{t('trays.deleteCredentialText')}</p>
    </Dialog>
  )
}
