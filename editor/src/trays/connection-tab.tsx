import type { StoredIntegration } from '@millrace/engine'
import type { DefinitionView, Problem } from '@millrace/sdk'
import { Group } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button, TextField } from '../design/index.ts'
import { type FormScope, SchemaForm } from '../forms/index.ts'
import { withPreset } from './integration-draft.ts'

/** How to reach the far side; a new one may start from the preset of a known service. */
export const ConnectionTab = ({
  definition,
  draft,
  onChange,
  problems,
  nameProblem,
  scope,
  isNew
}: {
  readonly definition: DefinitionView
  readonly draft: StoredIntegration
  readonly onChange: (draft: StoredIntegration) => void
  readonly problems: readonly Problem[]
  readonly nameProblem: Problem | undefined
  readonly scope: FormScope
  readonly isNew: boolean
}) => {
  const { t } = useTranslation()
  const { presets = [], deprecated } = definition
  return (
    <>
      {deprecated && <p className="tray-note">{deprecated}</p>}
      {isNew && presets.length > 0 && (
        <Group className="presets" aria-label={t('trays.presets')}>
          <span className="label">{t('trays.presets')}</span>
          {presets.map(preset => (
            <Button key={preset.title} small onPress={() => onChange(withPreset(draft, preset))}>
              {preset.title}
            </Button>
          ))}
        </Group>
      )}
      <SchemaForm
        schema={definition.config}
        value={draft.config}
        onChange={config => onChange({ ...draft, config: config as StoredIntegration['config'] })}
        problems={problems}
        context={scope}
      />
      <div data-path={nameProblem?.path}>
        <TextField
          label={t('trays.name')}
          value={draft.name}
          onChange={name => onChange({ ...draft, name })}
          problem={nameProblem && t('trays.nameProblem')}
          isRequired
        />
      </div>
    </>
  )
}
