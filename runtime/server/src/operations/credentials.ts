import type { StoredCredential } from '@millrace/engine'
import { asJson, ConfigError, FlowError } from '@millrace/sdk'
import { referenceProblems, sealConfig } from '../vault/seal-config.ts'
import { writeIntegrations } from './integrations.ts'
import type { Principal, ServerParts } from './parts.ts'

/** Makes or changes a credential; what uses it connects anew. */
export const saveCredential = (
  parts: ServerParts,
  credential: StoredCredential,
  by: Principal
): Promise<StoredCredential> =>
  parts.turns.take(async () => {
    const { runtime, folder } = parts
    folder.integrations.refuseBroken()
    const definition = runtime.definition(credential.type)
    if (definition?.kind !== 'credential')
      throw new FlowError('TYPE_UNKNOWN', `No plugin contributes credentials of the type ${credential.type}.`)
    const request = {
      schema: asJson(definition.config),
      config: credential.config,
      owner: `credential:${credential.id}`,
      stored: runtime.credentials.find(({ id }) => id === credential.id)?.config
    }
    const problems = referenceProblems(request, folder.vault)
    if (problems.length > 0) throw new ConfigError(problems)
    const { config, made } = sealConfig(request, folder.vault)
    if (made.length > 0) await folder.vault.save()
    const stored = { ...credential, config: config as StoredCredential['config'] }
    await runtime.saveCredential(stored)
    folder.vault.settle(made)
    await writeIntegrations(parts, by, `Saved the credential ${credential.name}`)
    return stored
  })

export const removeCredential = (parts: ServerParts, id: string, by: Principal): Promise<void> =>
  parts.turns.take(async () => {
    parts.folder.integrations.refuseBroken()
    const name = parts.runtime.credentials.find(credential => credential.id === id)?.name
    if (name === undefined) throw new FlowError('CREDENTIAL_UNKNOWN', `There is no credential ${id}.`)
    await parts.runtime.removeCredential(id)
    await writeIntegrations(parts, by, `Removed the credential ${name}`)
  })
