import type { ReactNode } from 'react'
import { Select as AriaSelect, Button, Label, ListBox, ListBoxItem, Popover, SelectValue, Text } from './aria.ts'
import { FieldProblem } from './field-problem.tsx'
import { Icon } from './icon.tsx'
import './field.css'
import './list.css'

export interface SelectOption<V extends string> {
  readonly value: V
  readonly label: string
  readonly hint?: string
  readonly icon?: string
  /** Shown at the right, such as a status. */
  readonly aside?: ReactNode
}

export interface SelectProps<V extends string> {
  /** Shown above; `aria-label` where it stands elsewhere. */
  readonly label?: ReactNode
  readonly 'aria-label'?: string
  readonly value: V | undefined
  readonly onChange: (value: V) => void
  readonly options: readonly SelectOption<V>[]
  readonly placeholder?: string
  readonly hint?: ReactNode
  readonly problem?: string | undefined
  readonly isDisabled?: boolean
  readonly className?: string
}

export const Select = <V extends string>({
  label,
  value,
  onChange,
  options,
  placeholder,
  hint,
  problem,
  isDisabled = false,
  className = '',
  ...rest
}: SelectProps<V>) => (
  <AriaSelect
    {...rest}
    className={`field ${className}`}
    value={value ?? null}
    onChange={chosen => onChange(chosen as V)}
    isDisabled={isDisabled}
    isInvalid={problem !== undefined}
    {...(placeholder === undefined ? {} : { placeholder })}
  >
    {label && <Label className="label">{label}</Label>}
    <Button className="in select">
      <SelectValue className="grow ell" />
      <Icon name="chevrons-up-down" size={14} />
    </Button>
    {problem ? (
      <FieldProblem text={problem} />
    ) : (
      hint && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )
    )}
    <Popover className="pop list-pop">
      <ListBox className="list-box" items={options.map(option => ({ ...option, id: option.value }))}>
        {option => (
          <ListBoxItem className="list-item" textValue={option.label}>
            {option.icon && <Icon name={option.icon} />}
            <span className="grow ell">{option.label}</span>
            {option.hint && <span className="small muted">{option.hint}</span>}
            {option.aside}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  </AriaSelect>
)
