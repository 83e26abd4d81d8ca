import { useTranslation } from 'react-i18next'
import { Button } from '../../design/aria.ts'
import { Icon, WithTooltip } from '../../design/index.ts'
import { useSession } from '../../session/index.ts'
import { showDialog, showPage } from '../navigation.ts'
import { toggleTheme } from '../settings/theme.ts'
import { type Page, useShell } from '../shell-state.ts'
import './rail.css'

/** The pages of the editor, and what concerns all of them. */
export const Rail = () => {
  const { t } = useTranslation()
  const page = useShell(shell => shell.page)
  const dead = useSession(state => state.deadLetters)
  const pages: readonly (readonly [Page, string, string])[] = [
    ['flows', 'workflow', t('rail.flows')],
    ['integrations', 'plug-zap', t('rail.integrations')],
    ['credentials', 'key-round', t('rail.credentials')],
    ['globals', 'variable', t('rail.globals')],
    ['deadletters', 'archive-x', t('rail.deadLetters')],
    ['revisions', 'history', t('rail.revisions')]
  ]
  return (
    <nav className="rail house" aria-label={t('rail.label')}>
      {pages.map(([id, icon, name]) => (
        <RailButton
          key={id}
          icon={icon}
          name={id === 'deadletters' && dead > 0 ? t('rail.deadLettersCount', { count: dead }) : name}
          count={id === 'deadletters' ? dead : 0}
          current={page === id || (page === 'review' && id === 'flows')}
          onPress={() => showPage(id)}
        />
      ))}
      <span className="grow" />
      <RailButton icon="moon" name={t('rail.theme')} onPress={toggleTheme} />
      <RailButton icon="circle-help" name={t('rail.help')} onPress={() => showDialog('shortcuts')} />
      <RailButton icon="settings" name={t('rail.settings')} onPress={() => showDialog('settings')} />
    </nav>
  )
}

interface RailButtonProps {
  readonly icon: string
  readonly name: string
  readonly onPress: () => void
  readonly count?: number
  readonly current?: boolean
}

const RailButton = ({ icon, name, onPress, count = 0, current = false }: RailButtonProps) => (
  <WithTooltip text={name} placement="right">
    <Button
      className="rail-button"
      aria-label={name}
      onPress={onPress}
      {...(current ? { 'aria-current': 'page' as const } : {})}
    >
      <Icon name={icon} size={20} />
      {count > 0 && <span className="rail-count">{count > 99 ? '99+' : count}</span>}
    </Button>
  </WithTooltip>
)
