import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { FlowError } from '@millrace/sdk'
import type { Settings } from '../settings/schema.ts'

/**
 * Throws HOST_REFUSED or ORIGIN_REFUSED when a request may have been sent by a web page from elsewhere: by its origin, or
 * because its name was made to lead here (DNS rebinding). Names are open to all where a password is needed anyway.
 */
export const refuseForeign = (request: IncomingMessage, settings: Settings): void => {
  const host = hostOf(request, settings)
  if (!isOwnHost(host, settings)) {
    const message = `This Millrace does not go by the name ${host}. Add it to the setting allowedHosts.`
    throw new FlowError('HOST_REFUSED', message)
  }
  if (!isOwnOrigin(request, host, settings)) {
    const { origin = 'another site' } = request.headers
    const message = `The request comes from a web page of ${origin}. Add its origin to the setting allowedOrigins.`
    throw new FlowError('ORIGIN_REFUSED', message)
  }
}

/** Name and port that the client asked for. */
export const hostOf = ({ headers }: IncomingMessage, { trustProxy }: Settings): string => {
  const forwarded = trustProxy ? headers['x-forwarded-host'] : undefined
  const host = (Array.isArray(forwarded) ? forwarded[0] : forwarded)?.split(',')[0] ?? headers.host ?? ''
  return host.trim().toLowerCase()
}

const isOwnHost = (host: string, { host: bound, allowedHosts, password }: Settings): boolean => {
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
  if (isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost') || name === bound.toLowerCase())
    return true
  return allowedHosts.length > 0 ? allowedHosts.some(allowed => allowed.toLowerCase() === name) : password !== undefined
}

/** Browsers name the origin of whatever could change something; of the rest they say whether it is of the same site. */
const isOwnOrigin = ({ headers }: IncomingMessage, host: string, { allowedOrigins }: Settings): boolean => {
  const { origin } = headers
  if (origin !== undefined)
    return (
      allowedOrigins.includes(origin) || (URL.canParse(origin) && withPort(new URL(origin).host) === withPort(host))
    )
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none' || headers['sec-fetch-mode'] === 'navigate'
}

/** `URL` leaves out the port that a scheme implies, and a proxy may or may not. */
const withPort = (host: string): string => host.replace(/:(?:80|443)$/, '')
