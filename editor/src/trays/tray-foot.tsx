import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton, Switch } from '../design/index.ts'

/** The foot of a tray: delete, on or off, how many fields are left to fix, then what closes it. */
export const TrayFoot = ({
  removeLabel,
  onRemove,
  enabled,
  onEnabled,
  problems,
  onShowProblem,
  onCancel,
  children
}: {
  readonly removeLabel: string
  /** Left out: there is nothing to delete yet. */
  readonly onRemove?: (() => void) | undefined
  readonly enabled: boolean
  readonly onEnabled: (enabled: boolean) => void
  readonly problems: number
  readonly onShowProblem: () => void
  readonly onCancel: () => void
  /** What finishes. */
  readonly children: ReactNode
}) => {
  const { t } = useTranslation()
  return (
    <footer className="tray-foot">
      {onRemove && <IconButton icon="trash-2" label={removeLabel} onPress={onRemove} />}
      <Switch isSelected={enabled} onChange={onEnabled}>
        {t('trays.enabled')}
      </Switch>
      <span className="grow" />
      {problems > 0 && (
        <button type="button" className="tray-left" onClick={onShowProblem}>
          {t('trays.toFix', { count: problems })}
        </button>
      )}
      <Button onPress={onCancel}>{t('common.cancel')}</Button>
      {children}
    </footer>
  )
}
