import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import './chip.css'

export interface ChipProps {
  readonly tone?: 'plain' | 'ok' | 'bad' | 'warn' | 'note' | 'water'
  readonly icon?: string
  readonly children: ReactNode
}

export const Chip = ({ tone = 'plain', icon, children }: ChipProps) => (
  <span className={tone === 'plain' ? 'chip' : `chip chip-${tone}`}>
    {icon && <Icon name={icon} size={12} />}
    {children}
  </span>
)
