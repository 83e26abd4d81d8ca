import { isIP, type Socket } from 'node:net'
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls'
import { clientCertificate } from './client-certificate.ts'
import type { BrokerConfig } from './config.ts'
import { NO_HANDSHAKE } from './connection-errors.ts'

/** Speaks TLS over a connected socket. Rejects when either side does not accept the other. */
export const secureSocket = (socket: Socket, config: BrokerConfig, signal: AbortSignal): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const secured = connect({ ...tlsOptions(config), socket })
    const abort = () => secured.destroy(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    const done = () => signal.removeEventListener('abort', abort)
    const closed = () => reject(Object.assign(new Error('closed when TLS began'), { code: NO_HANDSHAKE }))
    secured.once('error', (error: NodeJS.ErrnoException) => {
      done()
      if (error.code === 'ECONNRESET') closed()
      else reject(error)
    })
    secured.once('close', closed)
    secured.once('secureConnect', () => {
      done()
      resolve(secured)
    })
  })

const tlsOptions = (config: BrokerConfig): ConnectionOptions => {
  const { ca, host, serverName, skipVerification, alpn } = config
  const name = serverName ?? host
  return {
    host: name,
    rejectUnauthorized: !skipVerification,
    ...(isIP(name) === 0 && { servername: name }),
    ...(ca && { ca }),
    ...(alpn && { ALPNProtocols: [alpn] }),
    ...clientCertificate(config)
  }
}

/** `1.3, certificate valid to 2 Mar 2027` */
export const describeTls = (socket: TLSSocket): string => {
  const version = socket.getProtocol()?.replace('TLSv', '') ?? 'unknown version'
  const { valid_to: until } = socket.getPeerCertificate()
  return until ? `${version}, certificate valid to ${shortDate(new Date(until))}` : version
}

const shortDate = (date: Date): string =>
  date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
