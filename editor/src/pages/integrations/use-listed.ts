import { useMemo } from 'react'
import { useSession } from '../../session/index.ts'
import { connectionWords } from '../../trays/connection-words.ts'
import type { Listed } from './integration-filter.ts'

/** All integrations with what is known of them. */
export const useListed = (): readonly Listed[] => {
  const integrations = useSession(state => state.integrations)
  const connections = useSession(state => state.connections)
  const catalog = useSession(state => state.catalog)
  const stopped = useSession(state => state.health?.flows === 'stopped')
  return useMemo(
    () =>
      integrations.map(integration => {
        const definition = catalog.get(integration.type)
        const words = connectionWords(integration, connections.get(integration.id), definition, stopped)
        return { integration, title: definition?.title ?? integration.type, words }
      }),
    [integrations, connections, catalog, stopped]
  )
}
