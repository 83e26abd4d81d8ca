import type { Problem } from '@millrace/sdk'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldProps } from './field-props.ts'
import { useForm } from './form-scope.ts'
import { HintText } from './hint-text.tsx'
import { ProblemLines } from './problem-lines.tsx'
import { problemsAt, problemsIn } from './problem-words.ts'

/** What a control needs to be tied to its label, its hint and its problems. */
export interface FieldControl {
  readonly id: string
  readonly labelId: string
  readonly describedBy: string | undefined
  readonly invalid: boolean
  readonly problems: readonly Problem[]
}

/** The ids and problems of a field; `deep` also takes the problems of what is inside it. */
export const useField = ({ path, schema, compact }: FieldProps, deep = false): FieldControl => {
  const form = useForm()
  const id = form.id + path
  const problems = (deep ? problemsIn : problemsAt)(form.problems, path)
  const described = problems.length > 0 ? `${id}-problem` : schema.description && !compact ? `${id}-hint` : undefined
  return { id, labelId: `${id}-label`, describedBy: described, invalid: problems.length > 0, problems }
}

/** The attributes of a native control. */
export const nativeControl = (
  { id, describedBy, invalid }: FieldControl,
  { compact, label, required }: FieldProps
) => ({
  id,
  'aria-describedby': describedBy,
  'aria-invalid': invalid || undefined,
  'aria-required': required || undefined,
  'aria-label': compact ? label : undefined
})

/** Label above, control, then what is wrong with it or a hint. */
export const FieldFrame = ({
  field,
  control,
  note,
  group = false,
  hint = field.schema.description,
  nameOf,
  onFix,
  children
}: {
  readonly field: FieldProps
  readonly control: FieldControl
  /** Said beside the label. */
  readonly note?: string | undefined
  /** The control is several: the label names them by its id. */
  readonly group?: boolean
  readonly hint?: string | undefined
  /** What its entries are called, by their path. */
  readonly nameOf?: ((path: string) => string) | undefined
  readonly onFix?: ((fix: string, path: string) => void) | undefined
  readonly children: ReactNode
}) => {
  const { t } = useTranslation()
  const { schema, label, compact, path } = field
  const text = (
    <>
      {label}
      {note && <span className="field-note">{note}</span>}
      {schema.deprecated && <span className="field-note">{t('forms.deprecated')}</span>}
    </>
  )
  return (
    <div className="field" data-path={path}>
      {!compact &&
        (group ? (
          <span className="label" id={control.labelId}>
            {text}
          </span>
        ) : (
          <label className="label" id={control.labelId} htmlFor={control.id}>
            {text}
          </label>
        ))}
      {children}
      {control.problems.length > 0 ? (
        <ProblemLines id={`${control.id}-problem`} label={nameOf ?? label} problems={control.problems} onFix={onFix} />
      ) : (
        hint &&
        !compact && (
          <span className="hint" id={`${control.id}-hint`}>
            <HintText text={hint} />
          </span>
        )
      )}
    </div>
  )
}
