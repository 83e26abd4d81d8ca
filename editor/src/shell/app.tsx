import { useEffect } from 'react'
import { Toasts } from '../design/index.ts'
import { useSession } from '../session/index.ts'
import { TrayStack } from '../trays/index.ts'
import { AboutDialog } from './about-dialog.tsx'
import { followDeploys } from './deploy/follow-deploys.ts'
import { ProblemsDialog, StaleDialog } from './deploy/refusal-dialogs.tsx'
import { Header } from './header/header.tsx'
import { ActionList, FindDialog, ShortcutsDialog } from './keyboard/action-dialogs.tsx'
import { useKeyboard } from './keyboard/use-keyboard.ts'
import { LinkBar } from './link-bar.tsx'
import { Logo } from './logo.tsx'
import { PageBody } from './page-body.tsx'
import { Rail } from './rail/rail.tsx'
import { SettingsDialog } from './settings/settings-dialog.tsx'
import { useShell } from './shell-state.ts'
import { ExportDialog } from './transfer/export-dialog.tsx'
import { ImportDialog } from './transfer/import-dialog.tsx'
import { useDropImport } from './transfer/use-drop-import.ts'
import { useShownFlow } from './use-shown-flow.ts'
import { watchSteps } from './welcome/watch-steps.ts'
import './app.css'

/** The whole page: what is around the canvas, and what lies over it. While a tray is open, what is under it is inert. */
export const App = () => {
  const covered = useShell(shell => shell.trays.length > 0)
  const greeting = useSession(state => state.firstRun)
  useKeyboard()
  useShownFlow()
  useDropImport()
  useEffect(watchSteps, [])
  useEffect(followDeploys, [])
  return (
    <>
      <div className="app" inert={covered}>
        <div className="brand house">
          <Logo />
          <span className="visually-hidden">Millrace</span>
        </div>
        <Header greeting={greeting} />
        <Rail />
        <div className="page">
          <LinkBar />
          <PageBody greeting={greeting} />
        </div>
      </div>
      <TrayStack />
      <ImportDialog />
      <ExportDialog />
      <ShortcutsDialog />
      <SettingsDialog />
      <AboutDialog />
      <ActionList />
      <FindDialog />
      <ProblemsDialog />
      <StaleDialog />
      <Toasts />
    </>
  )
}
