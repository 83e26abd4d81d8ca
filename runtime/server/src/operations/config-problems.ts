import type { StoredCredential, StoredIntegration } from '@millrace/engine'
import { isObject, isSecretReference, type Problem } from '@millrace/sdk'
import type { ServerParts } from './parts.ts'

/**
 * Problems of a config as somebody types it. A definition sees the saved secrets of configs of its own type and no
 * others, and nothing that it says tells them.
 */
export const configProblems = (
  parts: ServerParts,
  { type, config }: { readonly type: string; readonly config: unknown }
): readonly Problem[] =>
  parts.redactor.inside(
    parts.runtime.checkConfig(
      type,
      withOwnSecrets(config, id => mayRead(parts, type, id))
    )
  )

const UNKNOWN = { $secret: '' }

const withOwnSecrets = (value: unknown, isOwn: (id: string) => boolean): unknown => {
  if (isSecretReference(value)) return isOwn(value.$secret) ? value : UNKNOWN
  if (Array.isArray(value)) return value.map(item => withOwnSecrets(item, isOwn))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withOwnSecrets(part, isOwn)]))
}

const mayRead = ({ runtime, folder }: ServerParts, type: string, id: string): boolean => {
  const owner = folder.vault.ownerOf(id) ?? ''
  const of = (items: readonly (StoredIntegration | StoredCredential)[], kind: string) =>
    items.find(item => `${kind}:${item.id}` === owner)?.type
  const ofNode = () =>
    runtime.flows.flatMap(flow => flow.nodes.filter(node => `${flow.id}/${node.id}` === owner)).at(0)?.type
  return type === (of(runtime.integrations, 'integration') ?? of(runtime.credentials, 'credential') ?? ofNode())
}
