import type { Runtime } from '@millrace/engine'
import type { CredentialUse } from '../protocol.ts'
import { credentialFields } from './config-fields.ts'

type Source = Pick<Runtime, 'integrations' | 'flows' | 'definition'>

/** What uses each credential, by its id: integrations first, then nodes. */
export const credentialUses = (runtime: Source): ReadonlyMap<string, readonly CredentialUse[]> => {
  const uses = [...ofIntegrations(runtime), ...ofNodes(runtime)]
  const byId = Map.groupBy(uses, ([id]) => id)
  return new Map([...byId].map(([id, found]) => [id, found.map(([, use]) => use)]))
}

function* ofIntegrations(runtime: Source): Generator<readonly [id: string, CredentialUse]> {
  for (const { id, type, name, config } of runtime.integrations)
    for (const { value, path } of credentialFields(runtime.definition(type), config))
      yield [String(value), { kind: 'integration', id, name, path }]
}

function* ofNodes(runtime: Source): Generator<readonly [id: string, CredentialUse]> {
  for (const flow of runtime.flows)
    for (const { id, type, name, config } of flow.nodes) {
      const found = runtime.definition(type)
      for (const { value, path } of credentialFields(found, config)) {
        const use: CredentialUse = {
          kind: 'node',
          id: `${flow.id}/${id}`,
          name: name || (found?.title ?? type),
          flow: { id: flow.id, name: flow.name },
          path
        }
        yield [String(value), use]
      }
    }
}
