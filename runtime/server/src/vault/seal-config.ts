import {
  isObject,
  isSecretReference,
  type JsonSchema,
  type Problem,
  pointerStep,
  sealSecrets,
  secretReferences
} from '@millrace/sdk'
import { addressOf } from './address.ts'
import type { Vault } from './vault.ts'

export interface SealRequest {
  readonly schema: JsonSchema
  readonly config: unknown
  /** Whose config it is: `integration:<id>`, `credential:<id>` or `flow/node`. */
  readonly owner: string
  /** The config that is stored now; undefined when there is none yet. */
  readonly stored: unknown
}

/** Why references of a config may not be used by it, each at its field: they are another's, or it now connects elsewhere. */
export const referenceProblems = ({ schema, config, owner, stored }: SealRequest, vault: Vault): readonly Problem[] => {
  const moved = stored !== undefined && addressOf(schema, stored) !== addressOf(schema, config)
  return references(config, '').flatMap(({ path, id }) => {
    const belongsTo = vault.ownerOf(id)
    if (belongsTo !== undefined && belongsTo !== owner)
      return [{ path, message: 'was saved for something else and is not handed on: enter it again' }]
    return moved ? [{ path, message: 'was saved for another address: enter it again to use it with the new one' }] : []
  })
}

/** The config with every plain secret taken into the vault, and the ids of those. */
export const sealConfig = (
  { schema, config, owner }: SealRequest,
  vault: Vault
): { readonly config: unknown; readonly made: readonly string[] } => {
  const before = new Set(secretReferences(config))
  const sealed = sealSecrets(schema, config, plain => vault.keep(owner, plain))
  return { config: sealed, made: secretReferences(sealed).filter(id => !before.has(id)) }
}

const references = (value: unknown, path: string): { path: string; id: string }[] => {
  if (isSecretReference(value)) return [{ path, id: value.$secret }]
  if (Array.isArray(value)) return value.flatMap((item, i) => references(item, path + pointerStep(i)))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, part]) => references(part, path + pointerStep(key)))
}
