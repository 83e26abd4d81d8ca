import type { ComponentType } from 'react'
import { type FieldKind, fieldKind } from './field-kind.ts'
import type { FieldProps } from './field-props.ts'
import { BooleanField } from './fields/boolean-field.tsx'
import { ChecksField } from './fields/checks-field.tsx'
import { ChoiceField } from './fields/choice-field.tsx'
import { CodeField } from './fields/code-field.tsx'
import { CredentialField } from './fields/credential-field.tsx'
import { JsonField } from './fields/json-field.tsx'
import { NodesField } from './fields/nodes-field.tsx'
import { NumberField } from './fields/number-field.tsx'
import { ObjectField } from './fields/object-field.tsx'
import { ObjectListField } from './fields/object-list-field.tsx'
import { OptionsField } from './fields/options-field.tsx'
import { SecretField } from './fields/secret-field.tsx'
import { TableField } from './fields/table-field.tsx'
import { MultilineField, TextField } from './fields/text-field.tsx'
import { TextListField } from './fields/text-list-field.tsx'
import { TypedField } from './fields/typed-field.tsx'
import { VariantsField } from './fields/variants-field.tsx'

const kinds: Readonly<Record<FieldKind, ComponentType<FieldProps>>> = {
  text: TextField,
  multiline: MultilineField,
  number: NumberField,
  boolean: BooleanField,
  choice: ChoiceField,
  secret: SecretField,
  credential: CredentialField,
  typed: TypedField,
  target: TypedField,
  options: OptionsField,
  'text-list': TextListField,
  'object-list': ObjectListField,
  checks: ChecksField,
  nodes: NodesField,
  variants: VariantsField,
  object: ObjectField,
  table: TableField,
  code: CodeField,
  json: JsonField
}

/** The control for a value of this schema, whatever it is. */
export const Field = (props: FieldProps) => {
  const Kind = kinds[fieldKind(props.schema)]
  return <Kind {...props} value={props.value === undefined ? props.schema.default : props.value} />
}
