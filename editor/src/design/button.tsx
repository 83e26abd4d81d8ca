import type { ReactNode, RefAttributes } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from './aria.ts'
import { Icon } from './icon.tsx'
import './button.css'

/** `primary` once in a view; `brass` only for what acts on the running system. */
export type ButtonVariant = 'plain' | 'primary' | 'danger' | 'quiet' | 'brass'

export interface ButtonProps
  extends Omit<AriaButtonProps, 'children' | 'className' | 'style'>,
    RefAttributes<HTMLButtonElement> {
  readonly variant?: ButtonVariant
  readonly small?: boolean
  readonly icon?: string
  readonly className?: string
  readonly children?: ReactNode
}

export const buttonClass = (variant: ButtonVariant, small: boolean, extra?: string): string =>
  ['btn', variant === 'plain' ? '' : `btn-${variant}`, small ? 'btn-s' : '', extra ?? ''].filter(Boolean).join(' ')

export const Button = ({ variant = 'plain', small = false, icon, className, children, ...rest }: ButtonProps) => (
  <AriaButton {...rest} className={buttonClass(variant, small, className)}>
    {icon && <Icon name={icon} size={small ? 14 : 16} />}
    {children}
  </AriaButton>
)
