import type { StoredIntegration } from '@millrace/engine'
import type { DefinitionView, Problem } from '@millrace/sdk'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '../design/index.ts'
import { type Credentials, type FormScope, useProblems } from '../forms/index.ts'
import { RequestError, session } from '../session/index.ts'

const EMPTY = { type: 'object' } as const

/** An integration while it is edited: its draft, what is wrong with it, and how it is saved. */
export const useIntegrationForm = (
  start: StoredIntegration,
  exists: boolean,
  definition: DefinitionView | undefined,
  credentials: Credentials
) => {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(start)
  const [saving, setSaving] = useState(false)
  const [refused, setRefused] = useState<{ readonly config: unknown; readonly problems: readonly Problem[] }>()
  const { type } = start
  const ask = useMemo(
    () => (definition?.hasProblems ? (config: unknown) => session.request('problems', { type, config }) : undefined),
    [definition, type]
  )
  const { problems: found, onUnreadable } = useProblems(definition?.config ?? EMPTY, draft.config, ask)
  // What the server refused stays said until something is changed.
  const problems = refused?.config === draft.config ? [...found, ...refused.problems] : found
  const scope = useMemo(
    (): FormScope => ({
      preview: template => session.request('preview', { template }),
      ...(exists
        ? { options: (list, search) => session.request('options', { integration: start.id, list, search }) }
        : {}),
      credentials,
      onUnreadable
    }),
    [exists, start.id, credentials, onUnreadable]
  )
  const save = async (): Promise<StoredIntegration | undefined> => {
    setSaving(true)
    try {
      return await session.request('integration:save', { ...draft, name: draft.name.trim() })
    } catch (error) {
      if (error instanceof RequestError && error.problems.length > 0)
        setRefused({ config: draft.config, problems: error.problems })
      toast({ tone: 'bad', title: t('trays.notSaved'), text: (error as Error).message })
      return undefined
    } finally {
      setSaving(false)
    }
  }
  const nameProblem: Problem | undefined =
    draft.name.trim() === '' ? { path: '/:name', message: 'is required' } : undefined
  return { draft, setDraft, problems, nameProblem, scope, saving, save }
}
