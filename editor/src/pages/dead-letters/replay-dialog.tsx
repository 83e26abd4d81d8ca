import { useTranslation } from 'react-i18next'
import { Button, Dialog } from '../../design/index.ts'
import { type Chosen, countOf } from './dead-letters.ts'

/** Asks before all that a filter finds goes on its way again. */
export const ReplayDialog = ({
  chosen,
  onReplay,
  onClose
}: {
  /** Open while there is one. */
  readonly chosen: Chosen | undefined
  readonly onReplay: (chosen: Chosen) => void
  readonly onClose: () => void
}) => {
  const { t } = useTranslation()
  const count = chosen ? countOf(chosen) : 0
  return (
    <Dialog
      alert
      title={t('dead.replayTitle', { count })}
      isOpen={chosen !== undefined}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" onPress={() => chosen && onReplay(chosen)}>
            {t('dead.replayCount', { count })}
          </Button>
        </>
      }
    >
      <p className="soft">{t('dead.replayText')}</p>
    </Dialog>
  )
}
