import type { IncomingMessage } from 'node:http'
import type { Settings } from '../settings/schema.ts'
import type { Addressed } from './flow-routes/flow-routes.ts'
import { hostOf } from './origin-check.ts'

/** A request to a flow at `path`, with what the settings on TLS and proxies make of it. */
export const addressed = (incoming: IncomingMessage, path: string, settings: Settings): Addressed => ({
  path,
  url: `${schemeOf(incoming, settings)}://${hostOf(incoming, settings) || 'localhost'}${incoming.url}`,
  ip: clientOf(incoming, settings)
})

const schemeOf = ({ headers }: IncomingMessage, { trustProxy, tlsCert }: Settings): string => {
  const forwarded = trustProxy ? first(headers['x-forwarded-proto']) : undefined
  return forwarded ?? (tlsCert === undefined ? 'http' : 'https')
}

const clientOf = ({ headers, socket }: IncomingMessage, { trustProxy }: Settings): string => {
  const forwarded = trustProxy ? first(headers['x-forwarded-for']) : undefined
  return forwarded ?? socket.remoteAddress ?? ''
}

/** The first of a list that proxies have written. */
const first = (header: string | string[] | undefined): string | undefined =>
  (Array.isArray(header) ? header[0] : header)?.split(',')[0]?.trim() || undefined
