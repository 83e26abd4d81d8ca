import type { DefinitionView } from '@millrace/sdk'
import { useEffect } from 'react'
import { useSession } from '../session/index.ts'
import { closeTray } from '../shell/navigation.ts'
import { newIntegration } from './integration-draft.ts'
import { OpenIntegration } from './open-integration.tsx'
import { TypeGallery } from './type-gallery.tsx'

interface Props {
  readonly id?: string
  readonly type?: string
  readonly preset?: string
  readonly onCreated?: (id: string) => void
}

/** Edits an integration, or makes one: without a type, the gallery of types comes first. */
export const IntegrationTray = ({ id, type, preset, onCreated }: Props) => {
  const integrations = useSession(state => state.integrations)
  const catalog = useSession(state => state.catalog)
  const stored = id === undefined ? undefined : integrations.find(integration => integration.id === id)
  const definition = catalog.get(stored?.type ?? type ?? '')
  const gone = id !== undefined && !stored
  useEffect(() => {
    if (gone) closeTray()
  }, [gone])
  if (gone) return null
  if (id === undefined && !definition) return <TypeGallery onClose={closeTray} />
  return (
    <OpenIntegration
      key={id ?? type}
      stored={stored}
      definition={definition}
      start={stored ?? newIntegration(definition as DefinitionView, integrations, preset)}
      onCreated={onCreated}
    />
  )
}
