import type { DefinitionView, Problem } from '@millrace/sdk'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../design/index.ts'
import { type FormScope, SchemaForm } from '../forms/index.ts'
import { EventKinds } from './event-kinds.tsx'
import { IntegrationPicker } from './integration-picker.tsx'
import type { NodeDraft, nodeProblems } from './node-draft.ts'

/** The settings of a node: its integration, its config, what starts it, its name. */
export const NodeSettings = ({
  definition,
  draft,
  onChange,
  problems,
  own,
  scope,
  unnamed,
  children
}: {
  readonly definition: DefinitionView
  readonly draft: NodeDraft
  readonly onChange: (change: Partial<NodeDraft>) => void
  readonly problems: readonly Problem[]
  readonly own: ReturnType<typeof nodeProblems>
  readonly scope: FormScope
  /** What the node is called without a name. */
  readonly unnamed: string
  /** What stands below. */
  readonly children?: ReactNode
}) => {
  const { t } = useTranslation()
  const { integration, kind, deprecated, inert } = definition
  return (
    <>
      {deprecated && <p className="tray-note">{deprecated}</p>}
      {integration !== undefined && (
        <IntegrationPicker
          type={integration}
          value={draft.integration}
          onChange={id => onChange({ integration: id })}
          problem={own.integration}
        />
      )}
      <SchemaForm
        schema={definition.config}
        value={draft.config}
        onChange={config => onChange({ config: config as NodeDraft['config'] })}
        problems={problems}
        context={scope}
      />
      {kind === 'trigger' && integration !== undefined && (
        <EventKinds value={draft.events} onChange={events => onChange({ events })} problem={own.events} />
      )}
      <TextField
        label={t('trays.name')}
        value={draft.name}
        onChange={name => onChange({ name })}
        placeholder={inert ? '' : unnamed}
      />
      {children}
    </>
  )
}
