import { lazy, Suspense, useState } from 'react'
import { FieldFrame, useField } from '../field-frame.tsx'
import { type FieldProps, textOf } from '../field-props.ts'
import { useScope } from '../form-scope.ts'
import { readJson } from '../json-text.ts'

const CodeEditor = lazy(() => import('../code-editor.tsx'))

/** Any JSON value, or a text that holds JSON. While it cannot be read, the value is the one before and the form says so. */
export const JsonField = (props: FieldProps) => {
  const { schema, value, onChange, path, label } = props
  const { onUnreadable } = useScope()
  const control = useField(props, true)
  const asText = schema.type === 'string'
  const [typed, setTyped] = useState(() => (asText ? textOf(value) : jsonText(value)))
  const write = (text: string) => {
    setTyped(text)
    if (asText) return onChange(text)
    const read = readJson(text)
    onUnreadable?.(path, 'problem' in read ? read.problem : undefined)
    if (!('problem' in read)) onChange(read.value)
  }
  return (
    <FieldFrame field={props} control={control} group>
      <Suspense fallback={<div className="code-wait" />}>
        <CodeEditor
          label={label}
          language="json"
          small
          value={typed}
          onChange={write}
          {...(control.describedBy ? { describedBy: control.describedBy } : {})}
        />
      </Suspense>
    </FieldFrame>
  )
}

const jsonText = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value, null, 2))
