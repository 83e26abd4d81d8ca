import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from './aria.ts'
import { Icon } from './icon.tsx'
import './check.css'

export interface CheckboxProps extends Omit<AriaCheckboxProps, 'children' | 'className' | 'style'> {
  readonly children?: ReactNode
}

export const Checkbox = ({ children, ...rest }: CheckboxProps) => (
  <AriaCheckbox {...rest} className="check">
    {({ isSelected, isIndeterminate }) => (
      <>
        <span className="box">
          {isIndeterminate ? <span className="dash" /> : isSelected && <Icon name="check" size={12} />}
        </span>
        {children}
      </>
    )}
  </AriaCheckbox>
)
