import type { Runtime, StoredIntegration, TestResult, TestStage } from '@millrace/engine'
import { asJson, ConfigError, FlowError, generate, sealSecrets } from '@millrace/sdk'
import { FORMAT } from '../files/read-json.ts'
import { referenceProblems, type SealRequest, sealConfig } from '../vault/seal-config.ts'
import { forgetDates, noteSaved } from './dates.ts'
import { deployNow } from './flows.ts'
import { integrationUses } from './integration-uses.ts'
import type { Principal, ServerParts } from './parts.ts'
import { pruneSecrets } from './secrets-in-use.ts'

export const findIntegration = (runtime: Runtime, id: string): StoredIntegration => {
  const found = runtime.integrations.find(integration => integration.id === id)
  if (!found) throw new FlowError('INTEGRATION_UNKNOWN', `There is no integration ${id}.`)
  return found
}

/** Makes or changes an integration: generated fields filled in, plain secrets sealed, on the disk when it resolves. */
export const saveIntegration = (
  parts: ServerParts,
  integration: StoredIntegration,
  by: Principal
): Promise<StoredIntegration> => parts.turns.take(() => saveIntegrationNow(parts, integration, by))

/** Must hold the turn. */
export const saveIntegrationNow = async (
  parts: ServerParts,
  integration: StoredIntegration,
  by: Principal
): Promise<StoredIntegration> => {
  const { runtime, folder } = parts
  folder.integrations.refuseBroken()
  const request = sealRequest(runtime, integration)
  refuseReferences(parts, request)
  const isNew = !runtime.integrations.some(({ id }) => id === integration.id)
  const { config, made } = sealConfig(request, folder.vault)
  const stored = { ...integration, config: config as StoredIntegration['config'] }
  try {
    if (made.length > 0) await folder.vault.save()
    await runtime.saveIntegration(stored)
  } catch (error) {
    folder.vault.drop(made)
    if (made.length > 0 && !folder.vault.problem) await folder.vault.save()
    throw error
  }
  folder.vault.settle(made)
  noteSaved(folder.facts, 'integration', integration.id, isNew)
  await writeIntegrations(parts, by, `Saved ${integration.name}`)
  return stored
}

/** Removes an integration, and with `includeFlows` every flow that one of its triggers starts. */
export const removeIntegration = (
  parts: ServerParts,
  { id, includeFlows = false }: { readonly id: string; readonly includeFlows?: boolean },
  by: Principal
): Promise<void> =>
  parts.turns.take(async () => {
    const { runtime, folder } = parts
    folder.integrations.refuseBroken()
    const { name } = findIntegration(runtime, id)
    if (includeFlows) {
      const triggered = new Set(
        integrationUses(runtime, id)
          .filter(use => use.triggered)
          .map(use => use.id)
      )
      const flows = runtime.flows.filter(flow => !triggered.has(flow.id))
      if (triggered.size > 0) await deployNow(parts, { flows, note: `Removed with ${name}` }, by)
    }
    await runtime.removeIntegration(id)
    folder.storage.remove(id)
    forgetDates(folder.facts, 'integration', id)
    await writeIntegrations(parts, by, `Removed ${name}`)
  })

/** Connects and checks beside what is running. Secrets may be plain or those that are saved for it; nothing is kept. */
export const testIntegration = async (
  parts: ServerParts,
  integration: StoredIntegration,
  onStage?: (stage: TestStage) => void,
  signal?: AbortSignal
): Promise<TestResult> => {
  const request = sealRequest(parts.runtime, integration)
  refuseReferences(parts, request)
  const { runtime, redactor } = parts
  sealSecrets(request.schema, request.config, plain => {
    redactor.add(plain)
    return { $secret: '' }
  })
  const config = request.config as StoredIntegration['config']
  const told = onStage && ((stage: TestStage) => onStage(redactor.inside(stage)))
  return redactor.inside(await runtime.testIntegration({ ...integration, config }, told, signal))
}

/**
 * Keeps what the far side issued to a connection, such as a refreshed token. It takes no turn: a change that has it may
 * be waiting for this very connection.
 */
export const keepIntegrationChange = async (
  parts: ServerParts,
  integration: StoredIntegration
): Promise<StoredIntegration> => {
  const { vault } = parts.folder
  const { config, made } = sealConfig(sealRequest(parts.runtime, integration), vault)
  const stored = { ...integration, config: config as StoredIntegration['config'] }
  if (made.length > 0) await vault.save()
  await writeIntegrations(parts, { name: 'the connection', role: 'admin' }, `Renewed ${integration.name}`, stored)
  // The runtime takes over what this answers right after.
  setImmediate(() => vault.settle(made))
  return stored
}

/** Writes what the runtime holds when its turn comes, with one of them replaced when given. */
export const writeIntegrations = (
  parts: ServerParts,
  by: Principal,
  note: string,
  replaced?: StoredIntegration
): Promise<void> =>
  parts.writes.take(async () => {
    const { runtime, folder, changes } = parts
    const integrations = runtime.integrations.map(one => (one.id === replaced?.id ? replaced : one))
    const { credentials } = runtime
    await folder.integrations.write({ format: FORMAT, integrations, credentials })
    folder.revisions.add({ kind: 'integrations', author: by.name, note }, { integrations, credentials })
    await pruneSecrets(parts)
    changes.emit('integrations', integrations)
    changes.emit('credentials', credentials)
  })

const sealRequest = (runtime: Runtime, { id, type, name, config }: StoredIntegration): SealRequest => {
  const definition = runtime.definition(type)
  if (definition?.kind !== 'integration')
    throw new FlowError('TYPE_UNKNOWN', `No plugin contributes integrations of the type ${type}, which ${name} has.`)
  const stored = runtime.integrations.find(integration => integration.id === id)
  if (stored && stored.type !== type)
    throw new FlowError(
      'CONFIG_INVALID',
      `${stored.name} is a ${stored.type} and cannot become a ${type}. Add another.`
    )
  const schema = asJson(definition.config)
  return { schema, config: generate(schema, config), owner: `integration:${id}`, stored: stored?.config }
}

const refuseReferences = ({ folder }: ServerParts, request: SealRequest): void => {
  const problems = referenceProblems(request, folder.vault)
  if (problems.length > 0) throw new ConfigError(problems)
}
