import type { HubConfig } from './config.ts'
import { parseConnectionString } from './connection-string.ts'

/** Where a hub is, and how to get in. */
export interface Access {
  /** The namespace. */
  readonly host: string
  /** Where to connect: the namespace itself, or what stands before it. */
  readonly endpoint: { readonly host: string; readonly port: number; readonly secure: boolean }
  readonly custom: boolean
  readonly eventHub: string
  /** The connection string is of this hub alone. */
  readonly scoped: boolean
  /** Who signs in, as errors name it. */
  readonly who: string
  readonly connectionString: string | undefined
  readonly credential: Readonly<Record<string, unknown>> | undefined
}

/** Reads a config that has no problems. */
export const accessOf = ({ access, eventHub, endpoint }: HubConfig): Access => {
  if (access.method === 'credential')
    return {
      host: access.host,
      endpoint: placeOf(endpoint ?? access.host, 5671, true),
      custom: endpoint !== undefined,
      eventHub: eventHub as string,
      scoped: false,
      who: `the app ${access.credential.clientId}`,
      connectionString: undefined,
      credential: access.credential
    }
  const { host, port, emulator, eventHub: named, policy } = parseConnectionString(access.connectionString)
  const own = `${host}:${port ?? (emulator ? 5672 : 5671)}`
  return {
    host,
    endpoint: placeOf(endpoint ?? own, 5671, !emulator),
    custom: endpoint !== undefined,
    eventHub: eventHub || (named as string),
    scoped: named !== undefined,
    who: policy === undefined ? 'the shared access signature' : `the policy ${policy}`,
    connectionString: access.connectionString,
    credential: undefined
  }
}

const placeOf = (text: string, otherwise: number, secure: boolean): Access['endpoint'] => {
  const { hostname, port } = new URL(`http://${text}`)
  return { host: hostname, port: port === '' ? otherwise : Number(port), secure }
}
