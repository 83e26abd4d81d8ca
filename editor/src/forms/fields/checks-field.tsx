import { Group } from 'react-aria-components'
import { Checkbox } from '../../design/index.ts'
import { FieldFrame, useField } from '../field-frame.tsx'
import { choicesOf } from '../field-kind.ts'
import { type FieldProps, listOf } from '../field-props.ts'

/** Any number of a few. They are kept in the order in which they are offered. */
export const ChecksField = (props: FieldProps) => {
  const { schema, value, onChange } = props
  const control = useField(props, true)
  const choices = choicesOf(schema.items ?? {}) ?? []
  const chosen = listOf(value)
  return (
    <FieldFrame field={props} control={control} group>
      <Group className="checks" aria-labelledby={control.labelId}>
        {choices.map(({ value: choice, label }) => (
          <Checkbox
            key={choice}
            isSelected={chosen.includes(choice)}
            onChange={on =>
              onChange(choices.map(each => each.value).filter(each => (each === choice ? on : chosen.includes(each))))
            }
          >
            {label}
          </Checkbox>
        ))}
      </Group>
    </FieldFrame>
  )
}
