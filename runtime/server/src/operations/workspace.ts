import { createHash } from 'node:crypto'
import type { IntegrationState, NodeStatus, Runtime, StoredCredential, StoredIntegration } from '@millrace/engine'
import { asJson, sealSecrets } from '@millrace/sdk'
import type { Catalog, Workspace } from '../protocol.ts'
import type { Principal, ServerParts } from './parts.ts'

/** The name of the fact that the greeting is not to be shown again. */
export const GREETED = 'greeted'

/** All that an editor needs to draw itself. */
export const workspace = (parts: ServerParts, { role }: Principal): Workspace => {
  const { runtime, folder, debug, traffic, notices, health, expiries, startedAt, version } = parts
  return {
    revision: runtime.revision,
    flows: runtime.flows,
    integrations: withoutSecrets(runtime, runtime.integrations),
    credentials: withoutSecrets(runtime, runtime.credentials),
    globals: runtime.globals,
    catalog: catalog(runtime),
    statuses: statuses(parts),
    connections: connections(parts),
    traffic: traffic.traffic,
    debug: debug.history,
    notices: notices.all,
    health: health.health,
    expiries: expiries.warnings,
    startedAt,
    firstRun: folder.facts.get(GREETED) === undefined,
    role,
    version
  }
}

/** What nodes say about themselves; an error that they tell of may have held a secret. */
export const statuses = ({ runtime, redactor }: ServerParts): readonly NodeStatus[] =>
  redactor.inside(runtime.statuses())

/** How the integrations are connected, and what keeps them from it. */
export const connections = ({ runtime, redactor }: ServerParts): readonly IntegrationState[] =>
  redactor.inside(runtime.connections())

/** What the plugins contribute, with a hash that changes when any of it does. */
export const catalog = (runtime: Runtime): Catalog => {
  const definitions = runtime.catalog()
  return { hash: createHash('sha256').update(JSON.stringify(definitions)).digest('hex').slice(0, 16), definitions }
}

/** A second lock on the door: a plain secret that a connection has just renewed never leaves in a view of it. */
export const withoutSecrets = <T extends StoredIntegration | StoredCredential>(
  runtime: Runtime,
  items: readonly T[]
): readonly T[] =>
  items.map(item => {
    const definition = runtime.definition(item.type)
    if (!definition) return item
    return { ...item, config: sealSecrets(asJson(definition.config), item.config, () => ({ $secret: 'renewed' })) }
  })
