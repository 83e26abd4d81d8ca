import { Checkbox } from '../../design/index.ts'
import type { FieldProps } from '../field-props.ts'
import { HintText } from '../hint-text.tsx'

/** Yes or no; what is said about it stands beside it. */
export const BooleanField = ({ schema, value, onChange, path, label, compact }: FieldProps) => (
  <div className="field boolean" data-path={path}>
    <Checkbox isSelected={value === true} onChange={onChange}>
      <span>
        {label}
        {schema.description && !compact && (
          <span className="check-hint">
            <HintText text={schema.description} />
          </span>
        )}
      </span>
    </Checkbox>
  </div>
)
