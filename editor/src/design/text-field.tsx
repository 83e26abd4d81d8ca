import type { ReactNode, Ref } from 'react'
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Input,
  Label,
  Text,
  TextArea
} from './aria.ts'
import { FieldProblem } from './field-problem.tsx'
import './field.css'

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'children' | 'className' | 'style'> {
  readonly label?: ReactNode
  readonly hint?: ReactNode
  /** Shown beside the field while there is one. */
  readonly problem?: string | undefined
  readonly placeholder?: string
  /** Values, topics and code are set in the fixed pitch. */
  readonly mono?: boolean
  readonly multiline?: boolean
  readonly rows?: number
  readonly inputRef?: Ref<HTMLInputElement>
  readonly className?: string
}

export const TextField = ({
  label,
  hint,
  problem,
  placeholder,
  mono = false,
  multiline = false,
  rows = 3,
  inputRef,
  className = '',
  ...rest
}: TextFieldProps) => {
  const shape = mono ? 'in mono' : 'in'
  const shown = placeholder === undefined ? {} : { placeholder }
  return (
    <AriaTextField {...rest} className={`field ${className}`} isInvalid={problem !== undefined}>
      {label && <Label className="label">{label}</Label>}
      {multiline ? (
        <TextArea className={shape} rows={rows} {...shown} />
      ) : (
        <Input className={shape} {...shown} {...(inputRef ? { ref: inputRef } : {})} />
      )}
      {problem ? <FieldProblem text={problem} /> : hint && <HintText>{hint}</HintText>}
    </AriaTextField>
  )
}

const HintText = ({ children }: { readonly children: ReactNode }) => (
  <Text slot="description" className="hint">
    {children}
  </Text>
)
