import { type JsonSchema, type Problem, pointerStep } from '@millrace/sdk'
import { useId, useMemo } from 'react'
import { Field } from './field.tsx'
import { FormContext, type FormScope } from './form-scope.ts'
import { ObjectFields } from './object-fields.tsx'
import { ProblemLines } from './problem-lines.tsx'
import './forms.css'

export interface SchemaFormProps {
  readonly schema: JsonSchema
  /** As stored: what has a default may be missing, and stays missing until it is changed. */
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  /** From `useProblems`. */
  readonly problems: readonly Problem[]
  readonly context?: FormScope
}

/** A form for any config that a definition may have. */
export const SchemaForm = ({ schema, value, onChange, problems, context = NOTHING }: SchemaFormProps) => {
  const id = useId()
  const form = useMemo(() => ({ scope: context, problems, id }), [context, problems, id])
  const homeless = problems.filter(problem => !hasField(schema, problem.path))
  return (
    <FormContext value={form}>
      <div className="form">
        {homeless.map(problem => (
          <ProblemLines
            key={problem.path + problem.message}
            id={`${id}-${problem.path}-homeless`}
            label={problem.path.slice(1)}
            problems={[problem]}
          />
        ))}
        {schema.properties && schema.tag === undefined ? (
          <ObjectFields schema={schema} value={value} onChange={onChange} path="" />
        ) : (
          <Field schema={schema} value={value} onChange={onChange} path="" label={schema.title ?? ''} required />
        )}
      </div>
    </FormContext>
  )
}

const NOTHING: FormScope = {}

const hasField = ({ properties, tag }: JsonSchema, path: string): boolean =>
  !properties ||
  tag !== undefined ||
  Object.keys(properties).some(key => path === pointerStep(key) || path.startsWith(`${pointerStep(key)}/`))
