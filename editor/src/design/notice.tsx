import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import './notice.css'

export interface NoticeProps {
  readonly tone?: 'plain' | 'note' | 'warn' | 'bad'
  readonly icon?: string
  readonly title?: ReactNode
  readonly children?: ReactNode
  /** What can be done about it. */
  readonly action?: ReactNode
}

const icons = { plain: 'info', note: 'info', warn: 'triangle-alert', bad: 'circle-x' } as const

/** Something to know before going on: a bar, an icon and words. */
export const Notice = ({ tone = 'plain', icon = icons[tone], title, children, action }: NoticeProps) => (
  <div className={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : 'note'}>
    <Icon name={icon} size={14} />
    <div className="grow">
      {title && <b>{title}</b>}
      {children && <p>{children}</p>}
    </div>
    {action}
  </div>
)
