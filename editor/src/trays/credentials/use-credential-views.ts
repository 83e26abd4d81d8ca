import type { CredentialView } from '@millrace/server/protocol'
import { useEffect, useState } from 'react'
import { session, useDocument, useSession } from '../../session/index.ts'

/** All credentials with what uses them, asked anew whenever something that may use one has changed. */
export const useCredentialViews = (): {
  /** Undefined until they are there. */
  readonly views: readonly CredentialView[] | undefined
  readonly problem: string | undefined
} => {
  const credentials = useSession(state => state.credentials)
  const integrations = useSession(state => state.integrations)
  const revision = useDocument(document => document.revision)
  const link = useSession(state => state.link)
  const [answer, setAnswer] = useState<{ views?: readonly CredentialView[]; problem?: string }>({})
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again when one of these has changed
  useEffect(() => {
    let wanted = true
    session.request('credentials:list', {}).then(
      views => wanted && setAnswer({ views }),
      (error: Error) => wanted && setAnswer(old => ({ ...old, problem: error.message }))
    )
    return () => {
      wanted = false
    }
  }, [credentials, integrations, revision, link])
  return { views: answer.views, problem: answer.problem }
}
