import { useTranslation } from 'react-i18next'
import { DeployButton } from '../deploy/deploy-button.tsx'
import { useShell } from '../shell-state.ts'
import { FlowTabs } from './flow-tabs.tsx'
import { MainMenu } from './main-menu.tsx'
import { Running } from './running.tsx'
import './header.css'

export const Header = ({ greeting }: { readonly greeting: boolean }) => {
  const { t } = useTranslation()
  const page = useShell(shell => shell.page)
  return (
    <header className="top house">
      {page === 'flows' ? (
        <>
          {!greeting && <span className="top-name">Millrace</span>}
          <FlowTabs />
        </>
      ) : (
        <h1 className="top-page grow">{t(`page.${page}`)}</h1>
      )}
      <Running />
      {page !== 'review' && <DeployButton />}
      <MainMenu />
    </header>
  )
}
