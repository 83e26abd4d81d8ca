import type { StoredCredential } from '@millrace/engine'
import { asJson, ConfigError, FlowError, isObject, isSecretReference } from '@millrace/sdk'
import type { CredentialView } from '../protocol.ts'
import { referenceProblems, type SealRequest, sealConfig } from '../vault/seal-config.ts'
import { credentialUses } from './credential-uses.ts'
import { datesOf, forgetDates, noteSaved } from './dates.ts'
import { InUseError } from './in-use-error.ts'
import { writeIntegrations } from './integrations.ts'
import type { Principal, ServerParts } from './parts.ts'
import { withoutSecrets } from './workspace.ts'

export interface CredentialFilter {
  readonly type?: string
  readonly unused?: boolean
  readonly search?: string
}

/** The credentials that a filter means, by name, each with what uses it and what of it ends soon. */
export const credentialViews = (parts: ServerParts, filter: CredentialFilter = {}): readonly CredentialView[] => {
  const { runtime, folder, expiries } = parts
  const { type, unused = false, search = '' } = filter
  const uses = credentialUses(runtime)
  return withoutSecrets(runtime, runtime.credentials)
    .filter(
      ({ id, type: own, name }) =>
        (type === undefined || own === type) &&
        (!unused || !uses.has(id)) &&
        name.toLowerCase().includes(search.toLowerCase())
    )
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(credential => ({
      credential,
      uses: uses.get(credential.id) ?? [],
      expiries: expiries.warnings.filter(({ kind, id }) => kind === 'credential' && id === credential.id),
      ...datesOf(folder.facts, 'credential', credential.id)
    }))
}

export const credentialView = (parts: ServerParts, id: string): CredentialView => {
  const view = credentialViews(parts).find(({ credential }) => credential.id === id)
  if (view === undefined) throw unknown(id)
  return view
}

/** Makes or changes a credential; what uses it connects anew. */
export const saveCredential = (
  parts: ServerParts,
  credential: StoredCredential,
  by: Principal
): Promise<StoredCredential> => parts.turns.take(() => saveCredentialNow(parts, credential, by))

/** Lays new plain secrets over those of a credential: it keeps its id, and what uses it connects anew. */
export const rotateCredential = (
  parts: ServerParts,
  { id, config }: { readonly id: string; readonly config: Readonly<Record<string, unknown>> },
  by: Principal
): Promise<StoredCredential> =>
  parts.turns.take(() => {
    const stored = find(parts, id)
    return saveCredentialNow(parts, { ...stored, config: laidOver(stored.config, config) }, by)
  })

/** Throws an InUseError while something uses it, unless it is forced. */
export const removeCredential = (
  parts: ServerParts,
  { id, force = false }: { readonly id: string; readonly force?: boolean },
  by: Principal
): Promise<void> =>
  parts.turns.take(async () => {
    const { runtime, folder } = parts
    folder.integrations.refuseBroken()
    const { name } = find(parts, id)
    const uses = credentialUses(runtime).get(id) ?? []
    if (uses.length > 0 && !force) throw new InUseError(name, uses)
    await runtime.removeCredential(id)
    forgetDates(folder.facts, 'credential', id)
    await writeIntegrations(parts, by, `Removed the credential ${name}`)
  })

/** Must hold the turn. */
export const saveCredentialNow = async (
  parts: ServerParts,
  credential: StoredCredential,
  by: Principal
): Promise<StoredCredential> => {
  const { runtime, folder } = parts
  folder.integrations.refuseBroken()
  const before = runtime.credentials.find(({ id }) => id === credential.id)
  const request = sealRequest(parts, credential, before)
  refuseTakenName(parts, credential)
  const problems = referenceProblems(request, folder.vault)
  if (problems.length > 0) throw new ConfigError(problems)
  const { config, made } = sealConfig(request, folder.vault)
  const stored = { ...credential, config: config as StoredCredential['config'] }
  try {
    if (made.length > 0) await folder.vault.save()
    await runtime.saveCredential(stored)
  } catch (error) {
    folder.vault.drop(made)
    if (made.length > 0 && !folder.vault.problem) await folder.vault.save()
    throw error
  }
  folder.vault.settle(made)
  noteSaved(folder.facts, 'credential', credential.id, before === undefined)
  await writeIntegrations(parts, by, `Saved the credential ${credential.name}`)
  return stored
}

const sealRequest = (
  { runtime }: ServerParts,
  { id, type, name, config }: StoredCredential,
  before: StoredCredential | undefined
): SealRequest => {
  const definition = runtime.definition(type)
  if (definition?.kind !== 'credential')
    throw new FlowError('TYPE_UNKNOWN', `No plugin contributes credentials of the type ${type}.`)
  if (before && before.type !== type)
    throw new FlowError('CONFIG_INVALID', `${name} is a ${before.type} and cannot become a ${type}. Add another.`)
  return { schema: asJson(definition.config), config, owner: `credential:${id}`, stored: before?.config }
}

const refuseTakenName = ({ runtime }: ServerParts, { id, name }: StoredCredential): void => {
  const same = (other: string) => other.trim().toLowerCase() === name.trim().toLowerCase()
  if (runtime.credentials.some(other => other.id !== id && same(other.name)))
    throw new FlowError('NAME_TAKEN', `There is another credential called ${name}. Choose another name.`)
}

const find = ({ runtime }: ServerParts, id: string): StoredCredential => {
  const found = runtime.credentials.find(credential => credential.id === id)
  if (found === undefined) throw unknown(id)
  return found
}

const unknown = (id: string) => new FlowError('CREDENTIAL_UNKNOWN', `There is no credential ${id}.`)

/** Objects are laid over objects, whatever else replaces what was there. */
const laidOver = (
  below: Readonly<Record<string, unknown>>,
  above: Readonly<Record<string, unknown>>
): Readonly<Record<string, unknown>> => {
  const entries = Object.entries(above).map(([key, value]) => {
    const before = below[key]
    const both = isObject(value) && isObject(before) && !isSecretReference(before)
    return [key, both ? laidOver(before, value) : value]
  })
  return { ...below, ...Object.fromEntries(entries) }
}
