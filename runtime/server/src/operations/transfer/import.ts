import type { Flow, FlowNode, StoredCredential, StoredIntegration } from '@millrace/engine'
import { ConfigError, hasTemplate, type Problem } from '@millrace/sdk'
import type { ExportFile, ImportResult } from '../../protocol.ts'
import { credentialFields, replaceAt } from '../config-fields.ts'
import { saveCredentialNow } from '../credentials.ts'
import { withoutGenerated } from '../duplicate-integration.ts'
import { deployNow } from '../flows.ts'
import { saveIntegrationNow } from '../integrations.ts'
import { freeName } from '../new-id.ts'
import type { Principal, ServerParts } from '../parts.ts'
import { writeGlobals } from '../write-globals.ts'
import { secretPlaces } from './blank-secrets.ts'
import { Renamed } from './renamed.ts'

type Secret = ImportResult['secrets'][number]

/**
 * Takes in what another server exported. Everything arrives disabled; ids that are taken are made anew, and what pointed
 * to them follows; an integration that is neither in the file nor here is not pointed to any more.
 */
export const importFile = (parts: ServerParts, file: ExportFile, by: Principal): Promise<ImportResult> =>
  parts.turns.take(async () => {
    const { runtime } = parts
    refuseUnknown(parts, file)
    const ids = {
      credentials: new Renamed(file.credentials, runtime.credentials),
      integrations: new Renamed(file.integrations, runtime.integrations),
      flows: new Renamed(file.flows, runtime.flows)
    }
    const secrets: Secret[] = []
    const adopt = <T extends StoredCredential | StoredIntegration | FlowNode>(item: T, as: Omit<Secret, 'path'>): T => {
      const places = secretPlaces(item.config)
      secrets.push(...places.map(path => ({ ...as, path })))
      const changes = new Map<string, unknown>(places.map(path => [path, undefined]))
      for (const { value, path } of credentialFields(runtime.definition(item.type), item.config))
        changes.set(path, ids.credentials.of(String(value)))
      return item.config === undefined ? item : { ...item, config: replaceAt(item.config, changes) }
    }

    for (const credential of file.credentials) {
      const id = ids.credentials.of(credential.id)
      const name = freeName(
        credential.name,
        runtime.credentials.map(one => one.name)
      )
      await saveCredentialNow(parts, { ...adopt(credential, { kind: 'credential', id, name }), id, name }, by)
    }
    for (const integration of file.integrations) {
      const id = ids.integrations.of(integration.id)
      const { name } = integration
      const adopted = adopt(integration, { kind: 'integration', id, name })
      const config = id === integration.id ? adopted.config : withoutGenerated(parts, adopted)
      await saveIntegrationNow(parts, { ...adopted, id, config, enabled: false }, by)
    }
    const flows = file.flows.map((flow): Flow => {
      const id = ids.flows.of(flow.id)
      const nodes = flow.nodes.map(node => {
        const place = { kind: 'node' as const, id: `${id}/${node.id}`, name: node.name ?? node.type }
        return pointed(parts, adopt(node, place), ids.integrations)
      })
      return { ...flow, id, enabled: false, nodes }
    })
    if (flows.length > 0) await deployNow(parts, { flows: [...runtime.flows, ...flows], note: 'Imported' }, by)
    const globals = Object.keys(file.globals).filter(name => !Object.hasOwn(runtime.globals, name))
    if (globals.length > 0) await writeGlobals(parts, { ...file.globals, ...runtime.globals }, by)
    return {
      revision: runtime.revision,
      flows: file.flows.map(flow => ids.flows.imported(flow)),
      integrations: file.integrations.map(one => ids.integrations.imported(one)),
      credentials: file.credentials.map(one => ids.credentials.imported(one)),
      globals,
      secrets
    }
  })

const pointed = ({ runtime }: ServerParts, node: FlowNode, renamed: Renamed): FlowNode => {
  const { integration, ...rest } = node
  if (integration === undefined || hasTemplate(integration)) return node
  if (renamed.has(integration)) return { ...node, integration: renamed.of(integration) }
  return runtime.integrations.some(({ id }) => id === integration) ? node : rest
}

/** Before anything is taken in: what no plugin here contributes could not be kept. */
const refuseUnknown = ({ runtime }: ServerParts, { credentials, integrations }: ExportFile): void => {
  const problems = (items: readonly { readonly type: string }[], list: string, kind: string): readonly Problem[] =>
    items.flatMap(({ type }, i) =>
      runtime.definition(type)?.kind === kind
        ? []
        : [{ path: `/${list}/${i}/type`, message: `no plugin contributes ${type}: install its plugin` }]
    )
  const found = [
    ...problems(credentials, 'credentials', 'credential'),
    ...problems(integrations, 'integrations', 'integration')
  ]
  if (found.length > 0) throw new ConfigError(found)
}
