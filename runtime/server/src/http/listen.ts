import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { BlockList, isIP } from 'node:net'
import { FlowError } from '@millrace/sdk'
import type { Settings } from '../settings/schema.ts'

/** Throws ADDRESS_PUBLIC when others than this machine could reach the port and no password keeps them out. */
export const refusePublic = ({ host, password }: Settings): void => {
  if (password !== undefined || isLoopback(host)) return
  const message = `Listening on ${host} lets others on the network change flows. Set a password (MILLRACE_PASSWORD), or listen on 127.0.0.1.`
  throw new FlowError('ADDRESS_PUBLIC', message)
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

const isLoopback = (host: string): boolean => {
  const version = isIP(host)
  return version === 0 ? host === 'localhost' : loopback.check(host, version === 6 ? 'ipv6' : 'ipv4')
}

/** A server of the kind that the settings ask for, not listening yet. */
export const createListener = async ({ tlsCert, tlsKey }: Settings): Promise<Server> => {
  if (tlsCert === undefined || tlsKey === undefined) return createServer()
  const [cert, key] = await Promise.all([readFile(tlsCert), readFile(tlsKey)])
  return createTlsServer({ cert, key })
}

const portTaken = (port: number, cause: Error): FlowError =>
  new FlowError('PORT_TAKEN', `Port ${port} is in use. Stop what uses it, or choose another with --port.`, { cause })

/** Resolves to the address of the server once it listens. */
export const listen = async (server: Server, { host, port, tlsCert }: Settings): Promise<string> => {
  const listening = Promise.withResolvers<void>()
  const failed = (error: NodeJS.ErrnoException) =>
    listening.reject(error.code === 'EADDRINUSE' ? portTaken(port, error) : error)
  server.once('error', failed)
  server.listen(port, host, listening.resolve)
  await listening.promise
  server.off('error', failed)
  const { address, family, port: taken } = server.address() as AddressInfo
  const name = family === 'IPv6' ? `[${address}]` : address
  return `http${tlsCert === undefined ? '' : 's'}://${name}:${taken}`
}
