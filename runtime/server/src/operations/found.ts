import { isDeepStrictEqual } from 'node:util'
import type { Flow, StoredCredential, StoredIntegration } from '@millrace/engine'
import { asJson } from '@millrace/sdk'
import type { DataFolder, Found } from '../files/data-folder.ts'
import { FORMAT } from '../files/read-json.ts'
import { sealConfig } from '../vault/seal-config.ts'
import { type Definitions, sealFlows } from './seal-flows.ts'
import { GREETED } from './workspace.ts'

/** What a server starts with. */
export interface Adopted extends Found {
  /** The number of the revision that the flows are. */
  readonly revision: number
}

/**
 * Takes over what the files of a data folder hold: an empty folder gets the demo, plain secrets that somebody wrote into a
 * file are sealed, and what was changed while nothing ran becomes a revision.
 */
export const adoptFound = async (folder: DataFolder, definition: Definitions, demo?: Flow): Promise<Adopted> => {
  const isNew =
    folder.revisions.latest('flows') === 0 && folder.found.flows.length === 0 && folder.problems.length === 0
  if (folder.found.flows.length > 0 && folder.revisions.latest('flows') === 0) folder.facts.set(GREETED, 'yes')
  const before = isNew && demo ? [demo] : folder.found.flows
  const locked = folder.vault.problem !== undefined
  const { flows, made } = locked ? { flows: before, made: [] } : sealFlows(definition, folder.vault, before)
  const { integrations, credentials } = locked ? folder.found : await sealShared(folder, definition)
  if (made.length > 0) await folder.vault.save()
  folder.vault.settle(made)
  if (made.length > 0 || isNew) await writeFlows(folder, flows)
  return { flows, integrations, credentials, globals: folder.found.globals, revision: revisionOf(folder, flows, isNew) }
}

const sealShared = async (
  folder: DataFolder,
  definition: Definitions
): Promise<Pick<Found, 'integrations' | 'credentials'>> => {
  const made: string[] = []
  const sealed = <T extends StoredIntegration | StoredCredential>(item: T, kind: string): T => {
    const found = definition(item.type)
    if (!found) return item
    const request = {
      schema: asJson(found.config),
      config: item.config,
      owner: `${kind}:${item.id}`,
      stored: undefined
    }
    const result = sealConfig(request, folder.vault)
    made.push(...result.made)
    return { ...item, config: result.config }
  }
  const integrations = folder.found.integrations.map(item => sealed(item, 'integration'))
  const credentials = folder.found.credentials.map(item => sealed(item, 'credential'))
  if (made.length === 0) return folder.found
  await folder.vault.save()
  folder.vault.settle(made)
  await folder.integrations.write({ format: FORMAT, integrations, credentials })
  return { integrations, credentials }
}

const writeFlows = async (folder: DataFolder, flows: readonly Flow[]): Promise<void> => {
  const changes = Object.entries(folder.flows.plan(flows)).map(([file, text]) => [`flows/${file}`, text])
  await folder.pending.note(Object.fromEntries(changes))
  await folder.pending.finish()
  folder.flows.wrote(flows)
}

const revisionOf = ({ revisions }: DataFolder, flows: readonly Flow[], isNew: boolean): number => {
  const latest = revisions.latest('flows')
  const known = revisions.content('flows', latest)
  if (known !== undefined && isDeepStrictEqual(byId(known as readonly Flow[]), byId(flows))) return latest
  const note = isNew ? 'The first start' : 'Changed on the disk'
  return revisions.add({ kind: 'flows', author: 'files', note }, flows)
}

/** The order of flows is that of their files, and means nothing. */
const byId = (flows: readonly Flow[]): Record<string, unknown> =>
  Object.fromEntries(flows.map(flow => [flow.id, JSON.parse(JSON.stringify(flow))]))
