import { lazy, Suspense } from 'react'
import { CanvasHost } from './canvas/canvas-host.tsx'
import { Palette } from './palette/palette.tsx'
import { useShell } from './shell-state.ts'
import { Sidebar } from './sidebar/sidebar.tsx'
import { SidebarWidth } from './sidebar/sidebar-width.tsx'

const IntegrationsPage = lazy(async () => ({ default: (await import('../pages/index.ts')).IntegrationsPage }))
const GlobalsPage = lazy(async () => ({ default: (await import('../pages/index.ts')).GlobalsPage }))
const ReviewPage = lazy(async () => ({ default: (await import('../pages/index.ts')).ReviewPage }))
const Welcome = lazy(async () => ({ default: (await import('./welcome/welcome.tsx')).Welcome }))
const DeadLettersPage = lazy(async () => ({
  default: (await import('./dead-letters/dead-letters-page.tsx')).DeadLettersPage
}))

const pages = {
  integrations: IntegrationsPage,
  globals: GlobalsPage,
  review: ReviewPage,
  deadletters: DeadLettersPage
} as const

export const PageBody = ({ greeting }: { readonly greeting: boolean }) => {
  const page = useShell(shell => shell.page)
  const sidebarOpen = useShell(shell => shell.sidebarOpen)
  if (page !== 'flows') {
    const Page = pages[page]
    return (
      <Suspense fallback={<div className="page-body" />}>
        <Page />
      </Suspense>
    )
  }
  return (
    <div className="work">
      {!greeting && <Palette />}
      <CanvasHost greeting={greeting}>
        <Suspense>{greeting && <Welcome />}</Suspense>
      </CanvasHost>
      {sidebarOpen && (
        <SidebarWidth>
          <Sidebar />
        </SidebarWidth>
      )}
    </div>
  )
}
