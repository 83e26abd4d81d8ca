import { useTranslation } from 'react-i18next'
import { Dialog, SegmentedControl } from '../../design/index.ts'
import { showDialog } from '../navigation.ts'
import { useShell } from '../shell-state.ts'
import { setTheme, type Theme, useTheme } from './theme.ts'

export const SettingsDialog = () => {
  const { t } = useTranslation()
  const isOpen = useShell(shell => shell.dialog === 'settings')
  const theme = useTheme(state => state.theme)
  return (
    <Dialog title={t('settings.title')} isOpen={isOpen} onClose={() => showDialog(undefined)} width={400}>
      <div className="field">
        <span className="label">{t('settings.theme')}</span>
        <SegmentedControl<Theme>
          label={t('settings.theme')}
          value={theme}
          onChange={setTheme}
          options={[
            { value: 'system', label: t('settings.system') },
            { value: 'light', label: t('settings.light') },
            { value: 'dark', label: t('settings.dark') }
          ]}
        />
        <span className="hint">{t('settings.themeHint')}</span>
      </div>
    </Dialog>
  )
}
