import { useTranslation } from 'react-i18next'
import { Button, Dialog, toast } from '../../design/index.ts'
import { session } from '../../session/index.ts'
import { type Chosen, choiceOf, countOf, loadDeadLetters } from './dead-letters.ts'

export interface PurgeDialogProps {
  /** Open while there is one. */
  readonly chosen: Chosen | undefined
  readonly onClose: () => void
}

/** Asks before messages are thrown away: nothing brings them back. */
export const PurgeDialog = ({ chosen, onClose }: PurgeDialogProps) => {
  const { t } = useTranslation()
  const count = chosen ? countOf(chosen) : 0
  const purge = async (): Promise<void> => {
    if (!chosen) return
    try {
      const purged = await session.request('deadletters:purge', choiceOf(chosen))
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
      title={t('dead.purgeTitle', { count })}
      isOpen={chosen !== undefined}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="danger" onPress={() => void purge()}>
            {t('dead.purgeCount', { count })}
          </Button>
        </>
      }
    >
      <p className="soft">{t('dead.purgeText', { count })}</p>
    </Dialog>
  )
}
