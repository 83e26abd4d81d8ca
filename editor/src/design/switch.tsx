import type { ReactNode } from 'react'
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from './aria.ts'
import './check.css'

export interface SwitchProps extends Omit<AriaSwitchProps, 'children' | 'className' | 'style'> {
  readonly children?: ReactNode
}

/** Acts at once, or says whether a thing as a whole is on. */
export const Switch = ({ children, ...rest }: SwitchProps) => (
  <AriaSwitch {...rest} className="check">
    <span className="switch" />
    {children}
  </AriaSwitch>
)
