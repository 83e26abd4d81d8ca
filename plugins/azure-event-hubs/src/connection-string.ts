import type { Problem } from '@millrace/sdk'

/** What a connection string says. */
export interface ConnectionString {
  readonly host: string
  readonly port: number | undefined
  /** The hub, where the string is of a hub and not of a namespace. */
  readonly eventHub: string | undefined
  /** The emulator is spoken to without TLS. */
  readonly emulator: boolean
  /** Name of the shared access policy. */
  readonly policy: string | undefined
  /** A shared access signature, where the string has one instead of a key. */
  readonly signature: string | undefined
}

const HOW = 'copy it from Shared access policies of the namespace or the hub'

const fieldsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .trim()
      .split(';')
      .map(part => [part.slice(0, part.indexOf('=')).trim(), part.slice(part.indexOf('=') + 1).trim()] as const)
      .filter(([name]) => name !== '')
  )

/** What is wrong with a connection string, under the path of its field; nothing is when it can be used. */
export const connectionStringProblems = (text: string, path: string): readonly Problem[] => {
  const fields = fieldsOf(text)
  const problem = (message: string): readonly Problem[] => [{ path, message: `${message}: ${HOW}` }]
  if (fields.size === 0) return problem('is no connection string')
  const signed = fields.has('SharedAccessSignature')
  const missing = ['Endpoint', ...(signed ? [] : ['SharedAccessKeyName', 'SharedAccessKey'])].filter(
    name => !fields.get(name)
  )
  if (missing.length > 0) return problem(`lacks ${missing.join(' and ')}`)
  if (signed && fields.has('SharedAccessKey')) return problem('has both a key and a signature')
  if (!URL.canParse(urlOf(fields))) return problem('has an Endpoint that is not like sb://name.servicebus.windows.net')
  return []
}

/** Reads a connection string that has no problems. */
export const parseConnectionString = (text: string): ConnectionString => {
  const fields = fieldsOf(text)
  const { hostname, port } = new URL(urlOf(fields))
  return {
    host: hostname,
    port: port === '' ? undefined : Number(port),
    eventHub: fields.get('EntityPath') || undefined,
    emulator: fields.get('UseDevelopmentEmulator') === 'true',
    policy: fields.get('SharedAccessKeyName'),
    signature: fields.get('SharedAccessSignature')
  }
}

/** When the signature ends, in milliseconds since the epoch. */
export const signatureEnd = (signature: string): number | undefined => {
  const seconds = Number(new URLSearchParams(signature.replace(/^SharedAccessSignature /, '')).get('se') ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds * 1000 : undefined
}

const urlOf = (fields: ReadonlyMap<string, string>): string =>
  (fields.get('Endpoint') ?? '').replace(/^sb:\/\//i, 'http://')
