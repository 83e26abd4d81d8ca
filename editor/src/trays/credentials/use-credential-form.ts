import type { StoredCredential } from '@millrace/engine'
import type { DefinitionView, Problem } from '@millrace/sdk'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '../../design/index.ts'
import { type FormScope, useProblems } from '../../forms/index.ts'
import { RequestError, session, useSession } from '../../session/index.ts'

const EMPTY = { type: 'object' } as const

/** A credential while it is edited: its draft, what is wrong with it, and how it is saved. */
export const useCredentialForm = (start: StoredCredential, definition: DefinitionView | undefined) => {
  const { t } = useTranslation()
  const others = useSession(state => state.credentials)
  const [draft, setDraft] = useState(start)
  const [saving, setSaving] = useState(false)
  const [refused, setRefused] = useState<{ readonly config: unknown; readonly problems: readonly Problem[] }>()
  const { type, id } = start
  const ask = useMemo(
    () => (definition?.hasProblems ? (config: unknown) => session.request('problems', { type, config }) : undefined),
    [definition, type]
  )
  const { problems: found, onUnreadable } = useProblems(definition?.config ?? EMPTY, draft.config, ask)
  const scope = useMemo(
    (): FormScope => ({ preview: template => session.request('preview', { template }), onUnreadable }),
    [onUnreadable]
  )
  const name = draft.name.trim()
  const taken = others.some(other => other.id !== id && other.name === name)
  const nameProblem = name === '' ? t('trays.nameProblem') : taken ? t('trays.nameTaken', { name }) : undefined
  const save = async (): Promise<StoredCredential | undefined> => {
    setSaving(true)
    try {
      return await session.request('credential:save', { ...draft, name })
    } catch (error) {
      if (error instanceof RequestError && error.problems.length > 0)
        setRefused({ config: draft.config, problems: error.problems })
      toast({ tone: 'bad', title: t('trays.notSaved'), text: (error as Error).message })
      return undefined
    } finally {
      setSaving(false)
    }
  }
  const problems = refused?.config === draft.config ? [...found, ...refused.problems] : found
  return { draft, setDraft, problems, nameProblem, scope, saving, save }
}
