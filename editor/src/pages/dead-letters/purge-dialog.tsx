import { useTranslation } from 'react-i18next'
import { Button, Dialog, toast } from '../../design/index.ts'
import { session } from '../../session/index.ts'
import { loadDeadLetters } from './dead-letters.ts'

export interface PurgeDialogProps {
  /** Open while there are some. */
  readonly ids: readonly string[] | undefined
  readonly onClose: () => void
}

/** Asks before messages are thrown away: nothing brings them back. */
export const PurgeDialog = ({ ids = [], onClose }: PurgeDialogProps) => {
  const { t } = useTranslation()
  const purge = async (): Promise<void> => {
    try {
      const purged = await session.request('deadletters:purge', { ids })
      toast({ title: t('dead.purged', { count: purged }) })
      await loadDeadLetters()
    } catch (error) {
      toast({ tone: 'bad', title: t('dead.notPurged'), text: (error as Error).message })
    }
    onClose()
  }
  return (
    <Dialog
      alert
      title={t('dead.purgeTitle', { count: ids.length })}
      isOpen={ids.length > 0}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="danger" onPress={() => void purge()}>
            {t('dead.purgeCount', { count: ids.length })}
          </Button>
        </>
      }
    >
      <p className="soft">{t('dead.purgeText')}</p>
    </Dialog>
  )
}
