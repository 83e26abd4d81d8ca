import type { Flow, FlowProblem, StoredIntegration } from '@millrace/engine'
import { hasTemplate } from '@millrace/sdk'
import type { DataFolder } from '../files/data-folder.ts'
import { deployNow, flowProblems } from './flows.ts'
import { saveIntegrationNow } from './integrations.ts'
import { withoutLostSecrets } from './lost-secrets.ts'
import type { Principal, ServerParts } from './parts.ts'
import { flowRevision } from './revisions.ts'

export interface Restored {
  readonly revision: number
  readonly problems: readonly FlowProblem[]
  readonly integrations: readonly string[]
}

/**
 * Deploys the flows of a revision, and brings back the integrations that they name and that were removed since. Secrets
 * went with what was removed: an integration or a flow that cannot run without comes back disabled.
 */
export const restoreRevision = (
  parts: ServerParts,
  { revision, note = `Restored revision ${revision}` }: { readonly revision: number; readonly note?: string },
  by: Principal
): Promise<Restored> =>
  parts.turns.take(async () => {
    const { vault } = parts.folder
    const flows = flowRevision(parts, revision).map(flow => ({
      ...flow,
      nodes: flow.nodes.map(node => withoutLostSecrets(node, vault).item)
    }))
    const integrations = await bringBack(parts, flows, by)
    const broken = new Set(
      flowProblems(parts, flows)
        .filter(({ severity }) => severity === 'error')
        .map(({ flow }) => flow)
    )
    const runnable = flows.map(flow => (broken.has(flow.id) ? { ...flow, enabled: false } : flow))
    return { ...(await deployNow(parts, { flows: runnable, note }, by)), integrations }
  })

const bringBack = async (parts: ServerParts, flows: readonly Flow[], by: Principal): Promise<readonly string[]> => {
  const { runtime, folder } = parts
  const there = new Set(runtime.integrations.map(({ id }) => id))
  const named = flows.flatMap(({ nodes }) => nodes.flatMap(({ integration }) => integration ?? []))
  const missing = [...new Set(named)].filter(id => !there.has(id) && !hasTemplate(id))
  const found = lastKnown(folder, new Set(missing)).filter(({ type }) => runtime.definition(type) !== undefined)
  for (const integration of found) {
    const { item, lost } = withoutLostSecrets(integration, folder.vault)
    await saveIntegrationNow(parts, lost ? { ...item, enabled: false } : item, by)
  }
  return found.map(({ id }) => id)
}

/** Each of these as the newest revision has it that has it. */
const lastKnown = ({ revisions }: DataFolder, ids: ReadonlySet<string>): readonly StoredIntegration[] => {
  const found = new Map<string, StoredIntegration>()
  for (const { number } of revisions.list('integrations')) {
    if (found.size === ids.size) break
    const content = revisions.content('integrations', number) as { integrations?: readonly StoredIntegration[] }
    for (const integration of content.integrations ?? [])
      if (ids.has(integration.id) && !found.has(integration.id)) found.set(integration.id, integration)
  }
  return [...found.values()]
}
