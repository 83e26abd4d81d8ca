import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../design/index.ts'

/** What can be done to those that are ticked. */
export const SelectionBar = ({
  ids,
  onReplay,
  onPurge,
  onClear
}: {
  readonly ids: readonly string[]
  readonly onReplay: () => void
  readonly onPurge: () => void
  readonly onClear: () => void
}) => {
  const { t } = useTranslation()
  return (
    <div className="dead-chosen">
      <b className="grow">{t('dead.chosen', { count: ids.length })}</b>
      <Button variant="primary" icon="rotate-ccw" onPress={onReplay}>
        {t('dead.replayCount', { count: ids.length })}
      </Button>
      <Button icon="trash-2" onPress={onPurge}>
        {t('dead.purge')}
      </Button>
      <IconButton icon="x" label={t('dead.clear')} onPress={onClear} />
    </div>
  )
}
