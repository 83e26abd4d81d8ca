import type { ReactElement } from 'react'
import { Tooltip, type TooltipProps, TooltipTrigger } from './aria.ts'
import './tooltip.css'

export interface WithTooltipProps {
  readonly text: string
  /** The keys that do the same. */
  readonly keys?: string
  readonly placement?: TooltipProps['placement']
  /** One react-aria element that can be focused. */
  readonly children: ReactElement
}

export const WithTooltip = ({ text, keys, placement = 'bottom', children }: WithTooltipProps) => (
  <TooltipTrigger delay={400} closeDelay={0}>
    {children}
    <Tooltip className="tooltip" placement={placement} offset={6}>
      {text}
      {keys && <kbd>{keys}</kbd>}
    </Tooltip>
  </TooltipTrigger>
)
