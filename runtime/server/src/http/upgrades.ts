import type { Server } from 'node:http'
import type { Settings } from '../settings/schema.ts'
import { addressed } from './addressed.ts'
import type { FlowRoutes } from './flow-routes/flow-routes.ts'

export interface UpgradeOptions {
  readonly flowRoutes: FlowRoutes
  readonly settings: Settings
  /** With a slash at both ends. */
  readonly path: string
}

/** Hands WebSockets to the flows that meet them. Those of the editor are Socket.IO's, beside this. */
export const takeUpgrades = (server: Server, { flowRoutes, settings, path }: UpgradeOptions): void => {
  server.on('upgrade', (incoming, socket, head) => {
    const full = (incoming.url ?? '/').split('?')[0] ?? '/'
    if (full.startsWith(`${path}socket.io/`)) return
    const met =
      full.startsWith(path) &&
      flowRoutes.meet(incoming, socket, head, addressed(incoming, `/${full.slice(path.length)}`, settings))
    if (!met) socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
  })
}
