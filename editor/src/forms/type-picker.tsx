import type { ValueType } from '@millrace/sdk'
import { Button, ListBox, ListBoxItem, Popover, Select } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Icon } from '../design/index.ts'

/** Chooses the kind of a typed input, in front of its value. */
export const TypePicker = ({
  label,
  types,
  value,
  onChange
}: {
  readonly label: string
  readonly types: readonly ValueType[]
  readonly value: ValueType
  readonly onChange: (type: ValueType) => void
}) => {
  const { t } = useTranslation()
  const name = (type: ValueType) => t(`forms.types.${type}`)
  if (types.length < 2) return <span className="type-only">{name(value)}</span>
  return (
    <Select
      className="type-picker"
      aria-label={t('forms.typeOf', { label })}
      value={value}
      onChange={type => onChange(type as ValueType)}
    >
      <Button className="type-button">
        {name(value)}
        <Icon name="chevron-down" size={12} />
      </Button>
      <Popover className="pop">
        <ListBox className="list-box" items={types.map(id => ({ id }))}>
          {({ id }) => (
            <ListBoxItem className="list-item" textValue={name(id)}>
              {name(id)}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}
