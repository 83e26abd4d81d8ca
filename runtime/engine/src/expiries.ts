import { type Expiry, parse } from '@millrace/sdk'
import { configHost, type HostSources } from './config-host.ts'
import type { StoredCredential, StoredIntegration } from './files/integration.ts'
import { migrate } from './files/migrate.ts'

/** Something in the config of an integration or a credential that ends. */
export interface OwnedExpiry extends Expiry {
  readonly kind: 'integration' | 'credential'
  readonly id: string
  readonly name: string
}

/** What ends of these, by their ready configs; of one that is not configured nothing is known. */
export const expiriesOf = (
  kind: OwnedExpiry['kind'],
  items: readonly (StoredIntegration | StoredCredential)[],
  sources: HostSources
): readonly OwnedExpiry[] =>
  items.flatMap(stored => {
    const definition = sources.registry.get(stored.type)
    if (definition?.expires === undefined) return []
    const { id, name } = stored
    try {
      const host = configHost(sources, { globals: new Set(), credentials: new Set() })
      const config = parse(definition.config, migrate(definition, stored), host)
      return definition.expires(config as never).map(expiry => ({ ...expiry, kind, id, name }))
    } catch {
      return []
    }
  })
