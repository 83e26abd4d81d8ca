import type { PathGuarantee } from '@millrace/engine'
import { useEffect, useState } from 'react'
import { session, useDocument, useSession } from '../../session/index.ts'

/** What the paths of the running flows promise, asked anew after each deploy and when an integration was changed. */
export const useGuarantees = (): readonly PathGuarantee[] => {
  const revision = useDocument(document => document.revision)
  const integrations = useSession(state => state.integrations)
  const live = useSession(state => state.link === 'live')
  const [paths, setPaths] = useState<readonly PathGuarantee[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again when one of these has changed
  useEffect(() => {
    if (!live) return
    let wanted = true
    session.request('guarantees').then(
      found => wanted && setPaths(found),
      () => wanted && setPaths([])
    )
    return () => {
      wanted = false
    }
  }, [revision, integrations, live])
  return paths
}
