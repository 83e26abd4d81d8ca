import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Tab, TabList, TabPanel, Tabs } from '../../design/aria.ts'
import { Icon, IconButton } from '../../design/index.ts'
import { type SidebarTab, useShell } from '../shell-state.ts'
import { DebugPanel } from './debug/debug-panel.tsx'
import './sidebar.css'

const InfoPanel = lazy(async () => ({ default: (await import('./panels.ts')).InfoPanel }))
const OutlinePanel = lazy(async () => ({ default: (await import('./panels.ts')).OutlinePanel }))
const ProblemsPanel = lazy(async () => ({ default: (await import('./panels.ts')).ProblemsPanel }))

const icons: Readonly<Record<SidebarTab, string>> = {
  debug: 'bug',
  info: 'info',
  outline: 'list-tree',
  problems: 'triangle-alert'
}
const tabs = Object.keys(icons) as SidebarTab[]

export const Sidebar = () => {
  const { t } = useTranslation()
  const tab = useShell(shell => shell.sidebarTab)
  return (
    <aside className="panel sidebar" aria-label={t('sidebar.label')}>
      <Tabs
        className="side-frame"
        selectedKey={tab}
        onSelectionChange={chosen => useShell.setState({ sidebarTab: chosen as SidebarTab })}
      >
        <div className="side-tabs">
          <TabList aria-label={t('sidebar.label')} className="side-tab-list">
            {tabs.map(id => (
              <Tab key={id} id={id} className="side-tab" aria-label={t(`sidebar.${id}`)}>
                {({ isSelected }) => (
                  <>
                    <Icon name={icons[id]} size={14} />
                    {isSelected && t(`sidebar.${id}`)}
                  </>
                )}
              </Tab>
            ))}
          </TabList>
          <IconButton
            small
            icon="panel-right-close"
            label={t('sidebar.hide')}
            onPress={() => useShell.setState({ sidebarOpen: false })}
          />
        </div>
        <TabPanel id="debug" className="side-panel">
          <DebugPanel />
        </TabPanel>
        <TabPanel id="info" className="side-panel">
          <Suspense>
            <InfoPanel />
          </Suspense>
        </TabPanel>
        <TabPanel id="outline" className="side-panel">
          <Suspense>
            <OutlinePanel />
          </Suspense>
        </TabPanel>
        <TabPanel id="problems" className="side-panel">
          <Suspense>
            <ProblemsPanel />
          </Suspense>
        </TabPanel>
      </Tabs>
    </aside>
  )
}
