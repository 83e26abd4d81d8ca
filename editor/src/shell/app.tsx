import { lazy, Suspense, useEffect } from 'react'
import { Toasts } from '../design/index.ts'
import { followDeploys } from './deploy/follow-deploys.ts'
import { Header } from './header/header.tsx'
import { HealthBars } from './health/health-bars.tsx'
import { useKeyboard } from './keyboard/use-keyboard.ts'
import { LinkBar } from './link-bar.tsx'
import { Logo } from './logo.tsx'
import { PageBody } from './page-body.tsx'
import { Rail } from './rail/rail.tsx'
import { useShell } from './shell-state.ts'
import { useDropImport } from './transfer/use-drop-import.ts'
import { useShownFlow } from './use-shown-flow.ts'
import { useGreeting } from './welcome/greeting.ts'
import { watchSteps } from './welcome/watch-steps.ts'
import './app.css'

/** Forms and dialogs come after the first drawing: nobody opens one before. */
const TrayStack = lazy(async () => ({ default: (await import('../trays/index.ts')).TrayStack }))

const Dialogs = lazy(async () => ({ default: (await import('./dialogs.tsx')).Dialogs }))

/** The whole page: what is around the canvas, and what lies over it. While a tray is open, what is under it is inert. */
export const App = () => {
  const covered = useShell(shell => shell.trays.length > 0)
  const asking = useShell(shell => shell.dialog !== undefined)
  const greeting = useGreeting()
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
          <HealthBars />
          <PageBody greeting={greeting} />
        </div>
      </div>
      <Suspense>
        {covered && <TrayStack />}
        {asking && <Dialogs />}
      </Suspense>
      <Toasts />
    </>
  )
}
