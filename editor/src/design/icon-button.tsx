import { Button as AriaButton } from './aria.ts'
import { type ButtonProps, buttonClass } from './button.tsx'
import { Icon } from './icon.tsx'
import { WithTooltip } from './tooltip.tsx'

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon'> {
  /** Read aloud, and shown as a tooltip. */
  readonly label: string
  readonly icon: string
  readonly keys?: string
}

/** A button that shows only an icon: always with a name and a tooltip. */
export const IconButton = ({
  label,
  icon,
  keys,
  variant = 'quiet',
  small = false,
  className,
  ...rest
}: IconButtonProps) => (
  <WithTooltip text={label} {...(keys ? { keys } : {})}>
    <AriaButton {...rest} aria-label={label} className={buttonClass(variant, small, `btn-i ${className ?? ''}`.trim())}>
      <Icon name={icon} size={small ? 14 : 16} />
    </AriaButton>
  </WithTooltip>
)
