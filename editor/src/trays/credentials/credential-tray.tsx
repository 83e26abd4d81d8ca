import type { StoredCredential } from '@millrace/engine'
import { type DefinitionView, generate } from '@millrace/sdk'
import { useEffect, useState } from 'react'
import { newId } from '../../document/new-id.ts'
import { useSession } from '../../session/index.ts'
import { closeTray } from '../../shell/navigation.ts'
import { freeName } from '../free-name.ts'
import { CredentialGallery } from './credential-gallery.tsx'
import { NoCredentialType } from './no-credential-type.tsx'
import { OpenCredential } from './open-credential.tsx'

interface Props {
  readonly id?: string
  readonly types?: readonly string[]
  readonly onCreated?: (id: string) => void
}

/** Edits a credential, or makes one of a type that fits. */
export const CredentialTray = ({ id, types, onCreated }: Props) => {
  const credentials = useSession(state => state.credentials)
  const catalog = useSession(state => state.catalog)
  const [chosen, setChosen] = useState(types?.[0])
  const stored = credentials.find(credential => credential.id === id)
  const gone = id !== undefined && !stored
  useEffect(() => {
    if (gone) closeTray()
  }, [gone])
  if (gone) return null
  if (stored)
    return <OpenCredential key={id} stored={stored} start={stored} definition={catalog.get(stored.type)} fitting={[]} />
  if (!types) return <CredentialGallery onClose={closeTray} />
  const fitting = types.map(type => catalog.get(type)).filter(definition => definition !== undefined)
  const definition = fitting.find(({ type }) => type === chosen) ?? fitting[0]
  if (!definition) return <NoCredentialType types={types} />
  return (
    <OpenCredential
      key={definition.type}
      stored={undefined}
      start={newCredential(definition, credentials)}
      definition={definition}
      fitting={fitting}
      onType={setChosen}
      onCreated={onCreated}
    />
  )
}

const newCredential = (definition: DefinitionView, others: readonly StoredCredential[]): StoredCredential => ({
  id: newId(new Set(others.map(({ id }) => id))),
  type: definition.type,
  version: definition.version,
  name: freeName(definition.title, others),
  config: generate(definition.config, {}) as StoredCredential['config']
})
