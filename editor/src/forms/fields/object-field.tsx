import { Group } from 'react-aria-components'
import { FieldFrame, useField } from '../field-frame.tsx'
import type { FieldProps } from '../field-props.ts'
import { ObjectFields } from '../object-fields.tsx'

/** Fields that belong together. */
export const ObjectField = (props: FieldProps) => {
  const { schema, value, onChange, path, compact } = props
  const control = useField(props)
  const fields = (
    <ObjectFields schema={schema} value={value} onChange={onChange} path={path} compact={compact ?? false} />
  )
  if (compact) return fields
  return (
    <FieldFrame field={props} control={control} group>
      <Group className="field-group" aria-labelledby={control.labelId}>
        {fields}
      </Group>
    </FieldFrame>
  )
}
