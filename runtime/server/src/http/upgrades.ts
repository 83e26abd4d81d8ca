import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Settings } from '../settings/schema.ts'
import type { FlowRoutes } from './flow-routes/flow-routes.ts'
import { hostOf } from './origin-check.ts'

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
    const met = full.startsWith(path) && meet(incoming, socket, head, `/${full.slice(path.length)}`)
    if (!met) socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
  })
  const meet = (incoming: IncomingMessage, socket: Duplex, head: Buffer, inside: string): boolean => {
    const scheme = settings.tlsCert === undefined ? 'http' : 'https'
    const url = `${scheme}://${hostOf(incoming, settings) || 'localhost'}${incoming.url}`
    return flowRoutes.meet(incoming, socket, head, { path: inside, url, ip: clientOf(incoming, settings) })
  }
}

const clientOf = ({ headers, socket }: IncomingMessage, { trustProxy }: Settings): string => {
  const forwarded = trustProxy ? headers['x-forwarded-for'] : undefined
  const first = (Array.isArray(forwarded) ? forwarded[0] : forwarded)?.split(',')[0]?.trim()
  return first ?? socket.remoteAddress ?? ''
}
