import { useMemo } from 'react'
import { useDocument } from '../../session/index.ts'
import { type Changes, countChanges } from './changes.ts'

export const useChanges = (): Changes => {
  const flows = useDocument(document => document.flows)
  const deployed = useDocument(document => document.deployed)
  const changes = useDocument(document => document.changes)
  const changed = useDocument(document => document.changed)
  return useMemo(() => countChanges({ flows, deployed, changes, changed }), [flows, deployed, changes, changed])
}
