import type { ImportResult } from '@millrace/server/protocol'
import { useTranslation } from 'react-i18next'
import { Button, Dialog } from '../../design/index.ts'
import { openTray } from '../../shell/navigation.ts'
import '../../trays/use-list.css'

/** What came with a file, and which secrets have to be entered before it can be enabled. */
export const ImportedDialog = ({
  result,
  onClose
}: {
  readonly result: ImportResult
  readonly onClose: () => void
}) => {
  const { t } = useTranslation()
  const { integrations, credentials, flows, secrets } = result
  const entering = [...new Map(secrets.map(secret => [`${secret.kind} ${secret.id}`, secret])).values()]
  const open = (kind: (typeof secrets)[number]['kind'], id: string) => {
    onClose()
    if (kind !== 'node') openTray({ kind, id })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('pages.integrations.imported', { count: integrations.length + credentials.length + flows.length })}
      footer={<Button onPress={onClose}>{t('common.close')}</Button>}
    >
      <p className="soft">{t('pages.integrations.importedText')}</p>
      {entering.length > 0 && (
        <>
          <p>
            <b>{t('pages.integrations.secretsToEnter')}</b>
          </p>
          <ul className="use-list">
            {entering.map(({ kind, id, name }) => (
              <li key={`${kind} ${id}`}>
                <button type="button" className="link grow ell" onClick={() => open(kind, id)}>
                  {name}
                </button>
                <span className="muted small">{t(`pages.integrations.kinds.${kind}`)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}
