import { lazy, Suspense } from 'react'
import { FieldFrame, useField } from '../field-frame.tsx'
import { type FieldProps, textOf } from '../field-props.ts'

const CodeEditor = lazy(() => import('../code-editor.tsx'))

/** People's JavaScript, or another text that is better edited as code. */
export const CodeField = (props: FieldProps) => {
  const { schema, value, onChange, label } = props
  const control = useField(props)
  return (
    <FieldFrame field={props} control={control} group>
      <Suspense fallback={<div className="code-wait" />}>
        <CodeEditor
          label={label}
          language={schema.format === 'json' ? 'json' : schema.code === 'javascript' ? 'javascript' : 'text'}
          value={textOf(value)}
          onChange={onChange}
          small={schema.format === 'json' || schema.advanced === true}
          {...(control.describedBy ? { describedBy: control.describedBy } : {})}
        />
      </Suspense>
    </FieldFrame>
  )
}
