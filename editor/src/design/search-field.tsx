import type { KeyboardEvent, Ref } from 'react'
import { SearchField as AriaSearchField, Button, Group, Input } from './aria.ts'
import { Icon } from './icon.tsx'
import './field.css'

export interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Shown while it is empty; the label when left out. */
  readonly placeholder?: string
  /** The keys that lead here, shown while it is empty. */
  readonly keys?: string
  readonly autoFocus?: boolean
  readonly inputRef?: Ref<HTMLInputElement>
  readonly onSubmit?: (value: string) => void
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
  readonly className?: string
  /** Of the input, for a key that leads here. */
  readonly id?: string
}

/** Escape clears it. */
export const SearchField = ({
  label,
  value,
  onChange,
  placeholder = label,
  keys,
  inputRef,
  onSubmit,
  onKeyDown,
  autoFocus = false,
  className = '',
  id
}: SearchFieldProps) => (
  <AriaSearchField
    aria-label={label}
    className={`field ${className}`}
    value={value}
    onChange={onChange}
    autoFocus={autoFocus}
    {...(onSubmit ? { onSubmit } : {})}
  >
    <Group className="in">
      <Icon name="search" size={14} />
      <Input
        placeholder={placeholder}
        {...(id ? { id } : {})}
        {...(inputRef ? { ref: inputRef } : {})}
        {...(onKeyDown ? { onKeyDown } : {})}
      />
      {keys && value === '' && <kbd>{keys}</kbd>}
      {value !== '' && (
        <Button className="search-clear" excludeFromTabOrder>
          <Icon name="x" size={14} />
        </Button>
      )}
    </Group>
  </AriaSearchField>
)
