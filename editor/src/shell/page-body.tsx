import { type ComponentType, lazy, Suspense } from 'react'
import { CanvasHost } from './canvas/canvas-host.tsx'
import { Palette } from './palette/palette.tsx'
import { useShell } from './shell-state.ts'
import { Sidebar } from './sidebar/sidebar.tsx'
import { SidebarWidth } from './sidebar/sidebar-width.tsx'

const page = (load: () => Promise<ComponentType>) => lazy(async () => ({ default: await load() }))

const Welcome = lazy(async () => ({ default: (await import('./welcome/welcome.tsx')).Welcome }))

/** Each comes when it is opened first. */
const pages = {
  integrations: page(async () => (await import('../pages/integrations/integrations-page.tsx')).IntegrationsPage),
  credentials: page(async () => (await import('../pages/credentials/credentials-page.tsx')).CredentialsPage),
  revisions: page(async () => (await import('../pages/revisions/revisions-page.tsx')).RevisionsPage),
  globals: page(async () => (await import('../pages/globals/globals-page.tsx')).GlobalsPage),
  review: page(async () => (await import('../pages/review/review-page.tsx')).ReviewPage),
  deadletters: page(async () => (await import('../pages/dead-letters/dead-letters-page.tsx')).DeadLettersPage)
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
