import { useTranslation } from 'react-i18next'
import { Dialog } from '../design/index.ts'
import { useDocument, useSession } from '../session/index.ts'
import { Logo } from './logo.tsx'
import { showDialog } from './navigation.ts'
import { useShell } from './shell-state.ts'

export const AboutDialog = () => {
  const { t } = useTranslation()
  const isOpen = useShell(shell => shell.dialog === 'about')
  const version = useSession(state => state.version)
  const types = useSession(state => state.catalog.size)
  const revision = useDocument(document => document.revision)
  return (
    <Dialog title={t('menu.about')} isOpen={isOpen} onClose={() => showDialog(undefined)} width={400}>
      <div className="row">
        <Logo size={48} />
        <div>
          <b>{t('about.version', { version })}</b>
          <p className="soft small">{t('about.text', { types, revision })}</p>
        </div>
      </div>
    </Dialog>
  )
}
