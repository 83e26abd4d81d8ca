import type { StoredIntegration } from '@millrace/engine'
import type { DefinitionView } from '@millrace/sdk'
import { useMemo } from 'react'
import { Group } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/index.ts'
import { SchemaForm } from '../forms/index.ts'
import { LimitUse } from './limit-use.tsx'
import { type LimitFields, limitFields, limitProblems, limitsOf, limitsSchema } from './limits.ts'

/** How much may pass. Above a limit messages are paced, not dropped. */
export const LimitsTab = ({
  definition,
  draft,
  exists,
  onChange
}: {
  readonly definition: DefinitionView
  readonly draft: StoredIntegration
  /** It runs, so how much of its limits is used can be told. */
  readonly exists: boolean
  readonly onChange: (draft: StoredIntegration) => void
}) => {
  const { t } = useTranslation()
  const { limits = {}, limitPresets = [] } = definition
  const schema = useMemo(
    () =>
      limitsSchema(limits, {
        messages: t('trays.limits.messages'),
        per: t('trays.limits.per'),
        second: t('trays.limits.second'),
        minute: t('trays.limits.minute'),
        concurrent: t('trays.limits.concurrent'),
        concurrentHint: t('trays.limits.concurrentHint'),
        bytes: t('trays.limits.bytes'),
        bytesHint: t('trays.limits.bytesHint'),
        throttle: t('trays.limits.throttle'),
        throttleHint: t('trays.limits.throttleHint')
      }),
    [limits, t]
  )
  const fields = limitFields(draft.limits)
  const write = (next: LimitFields) => {
    const { limits: _old, ...rest } = draft
    const set = limitsOf(next, limits)
    onChange(Object.keys(set).length > 0 ? { ...rest, limits: set } : rest)
  }
  return (
    <>
      <p className="soft">{t('trays.limits.intro')}</p>
      {exists && <LimitUse id={draft.id} />}
      {limitPresets.length > 0 && (
        <Group className="presets" aria-label={t('trays.limits.presets')}>
          <span className="label">{t('trays.limits.presets')}</span>
          {limitPresets.map(preset => (
            <Button key={preset.title} small onPress={() => onChange({ ...draft, limits: preset.limits })}>
              {preset.title}
            </Button>
          ))}
        </Group>
      )}
      <SchemaForm
        schema={schema}
        value={fields}
        onChange={next => write(next as LimitFields)}
        problems={limitProblems(draft.limits)}
      />
    </>
  )
}
