import { type ReactNode, useMemo, useState } from 'react'
import type { Credentials } from '../forms/index.ts'
import { useSession } from '../session/index.ts'
import { CredentialDialog, type CredentialEdit } from './credential-dialog.tsx'

/** Credentials for a form: those there are, and the dialog in which one is made or changed. */
export const useCredentials = (): { readonly credentials: Credentials; readonly dialog: ReactNode } => {
  const stored = useSession(state => state.credentials)
  const [edit, setEdit] = useState<CredentialEdit>()
  const credentials = useMemo(
    (): Credentials => ({
      of: types => stored.filter(({ type }) => types.includes(type)),
      add: types => new Promise(made => setEdit({ types, done: made })),
      edit: id => {
        const credential = stored.find(known => known.id === id)
        if (credential) setEdit({ types: [credential.type], credential, done: () => {} })
      }
    }),
    [stored]
  )
  const close = (id: string | undefined) => {
    edit?.done(id)
    setEdit(undefined)
  }
  return { credentials, dialog: edit && <CredentialDialog edit={edit} onClose={close} /> }
}
