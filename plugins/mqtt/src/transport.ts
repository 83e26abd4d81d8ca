import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { connect, type LookupFunction, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ConnectContext } from '@millrace/sdk'
import { type BrokerConfig, isSecure, portOf } from './config.ts'
import { explain } from './connection-errors.ts'
import { describeTls, secureSocket } from './tls.ts'

/** Opens the way to a broker, stage by stage: resolve, connect, TLS, WebSocket. */
export const openTransport = async (
  config: BrokerConfig,
  { stage, defer }: Pick<ConnectContext<unknown>, 'stage' | 'defer'>,
  signal: AbortSignal
): Promise<Duplex> => {
  const { host, protocol } = config
  const port = portOf(config)
  const told = async <T>(step: () => Promise<T>): Promise<T> => {
    try {
      return await step()
    } catch (error) {
      throw explain(error as Error, { host, port })
    }
  }
  const addresses = await stage('resolve', () => told(() => lookup(host, { all: true })), describeAddresses)
  const socket = await stage(
    'connect',
    () => told(() => connectSocket(host, port, addresses, signal)),
    () => `port ${port} answers`
  )
  defer(() => socket.destroy())
  const stream = isSecure(config)
    ? await stage('TLS', () => told(() => secureSocket(socket, config, signal)), describeTls)
    : socket
  if (protocol === 'mqtt' || protocol === 'mqtts') return stream
  return stage('WebSocket', () => told(() => upgrade(stream, config, signal)))
}

const describeAddresses = (addresses: readonly LookupAddress[]): string =>
  addresses.map(({ address }) => address).join(', ')

/** Tries every address that was found, as browsers do. */
const connectSocket = (
  host: string,
  port: number,
  addresses: readonly LookupAddress[],
  signal: AbortSignal
): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const found: LookupFunction = (_host, { all }, done) => {
      const [first] = addresses
      if (all) done(null, [...addresses])
      else done(null, first?.address ?? host, first?.family ?? 4)
    }
    const socket = connect({ host, port, lookup: found, noDelay: true })
    const abort = () => socket.destroy(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    socket.once('error', error => {
      signal.removeEventListener('abort', abort)
      reject(error instanceof AggregateError ? error.errors[0] : error)
    })
    socket.once('connect', () => {
      signal.removeEventListener('abort', abort)
      resolve(socket)
    })
  })

const upgrade = async (stream: Duplex, config: BrokerConfig, signal: AbortSignal): Promise<Duplex> => {
  const { WebSocket, createWebSocketStream } = await import('ws')
  const { protocol, host, path = '/mqtt' } = config
  const bracketed = host.includes(':') ? `[${host}]` : host
  const socket = new WebSocket(`${protocol}://${bracketed}:${portOf(config)}${path}`, ['mqtt'], {
    createConnection: () => stream,
    perMessageDeflate: false
  })
  const abort = () => socket.terminate()
  signal.addEventListener('abort', abort, { once: true })
  const carrier = createWebSocketStream(socket)
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
      carrier.once('error', reject)
    })
  } catch (error) {
    throw new Error(`does not speak MQTT over WebSocket at ${path} (${(error as Error).message}): check port and path`)
  } finally {
    signal.removeEventListener('abort', abort)
  }
  socket.once('close', () => carrier.destroy())
  return carrier
}
