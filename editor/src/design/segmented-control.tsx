import { Radio, RadioGroup } from './aria.ts'
import { Icon } from './icon.tsx'
import './segmented-control.css'

export interface Segment<V extends string> {
  readonly value: V
  readonly label: string
  readonly icon?: string
}

export interface SegmentedControlProps<V extends string> {
  readonly label: string
  readonly value: V
  readonly onChange: (value: V) => void
  readonly options: readonly Segment<V>[]
  readonly isDisabled?: boolean
  readonly className?: string
}

/** One of a few, all in sight. Its label is read aloud; show it beside the control where it is not plain. */
export const SegmentedControl = <V extends string>({
  label,
  value,
  onChange,
  options,
  isDisabled = false,
  className = ''
}: SegmentedControlProps<V>) => (
  <RadioGroup
    aria-label={label}
    className={`seg ${className}`}
    orientation="horizontal"
    value={value}
    onChange={chosen => onChange(chosen as V)}
    isDisabled={isDisabled}
  >
    {options.map(option => (
      <Radio key={option.value} value={option.value} className="seg-option">
        {option.icon && <Icon name={option.icon} size={14} />}
        {option.label}
      </Radio>
    ))}
  </RadioGroup>
)
