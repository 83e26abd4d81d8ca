import { useMemo } from 'react'
import type { Credentials } from '../../forms/index.ts'
import { useSession } from '../../session/index.ts'
import { openTray } from '../../shell/navigation.ts'

/** Credentials for a form: those there are, and the tray in which one is made or changed. */
export const useCredentials = (): Credentials => {
  const stored = useSession(state => state.credentials)
  return useMemo(
    () => ({
      of: types => stored.filter(({ type }) => types.includes(type)),
      add: (types, made) => openTray({ kind: 'credential', types, onCreated: made }),
      edit: id => openTray({ kind: 'credential', id })
    }),
    [stored]
  )
}
