import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from './aria.ts'
import './tabs.css'

export interface TabItem<K extends string> {
  readonly id: K
  readonly label: ReactNode
  readonly panel: ReactNode
}

export interface TabsProps<K extends string> {
  readonly label: string
  readonly items: readonly TabItem<K>[]
  readonly selected?: K
  readonly onSelect?: (id: K) => void
  readonly className?: string
}

/** The tabs of a tray or a page; arrows move between them. */
export const Tabs = <K extends string>({ label, items, selected, onSelect, className = '' }: TabsProps<K>) => (
  <AriaTabs
    className={`tabs ${className}`}
    {...(selected === undefined ? {} : { selectedKey: selected })}
    {...(onSelect ? { onSelectionChange: key => onSelect(key as K) } : {})}
  >
    <TabList className="tab-list" aria-label={label}>
      {items.map(({ id, label: name }) => (
        <Tab key={id} id={id} className="tab-name">
          {name}
        </Tab>
      ))}
    </TabList>
    {items.map(({ id, panel }) => (
      <TabPanel key={id} id={id} className="tab-panel">
        {panel}
      </TabPanel>
    ))}
  </AriaTabs>
)
