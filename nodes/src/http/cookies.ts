import { RejectedError } from '@millrace/sdk'

/** The cookies of a `Cookie` header. A value that is not encoded properly stays as it is. */
export const readCookies = (header: string | null | undefined): Record<string, string> => {
  const cookies: Record<string, string> = Object.create(null)
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=')
    if (at < 0) continue
    const name = pair.slice(0, at).trim()
    if (name !== '') cookies[name] ??= decoded(unquoted(pair.slice(at + 1).trim()))
  }
  return { ...cookies }
}

const unquoted = (text: string): string => (/^".*"$/.test(text) ? text.slice(1, -1) : text)

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What may stand beside a cookie's value in `msg.cookies`; `maxAge` in milliseconds. */
interface CookieOptions {
  readonly value?: unknown
  readonly maxAge?: number
  readonly expires?: string | number | Date
  readonly domain?: string
  readonly path?: string
  readonly secure?: boolean
  readonly httpOnly?: boolean
  readonly sameSite?: boolean | string
}

/** The `Set-Cookie` headers for what a flow put into `msg.cookies`. A value of null clears the cookie. */
export const setCookies = (cookies: unknown): readonly string[] =>
  isObject(cookies) ? Object.entries(cookies).map(([name, given]) => setCookie(name, given)) : []

const setCookie = (name: string, given: unknown): string => {
  const options: CookieOptions = isObject(given) ? given : { value: given }
  const clears = options.value === null || options.value === undefined
  const { domain, path = '/', secure, httpOnly, sameSite } = options
  if (!TOKEN.test(name)) throw new RejectedError(`${JSON.stringify(name)} cannot be the name of a cookie`)
  const attributes = [
    `${name}=${clears ? '' : encodeURIComponent(String(options.value))}`,
    `Path=${attribute(path)}`,
    ...(domain === undefined ? [] : [`Domain=${attribute(domain)}`]),
    ...lifetime(clears ? { expires: 0 } : options),
    ...(httpOnly ? ['HttpOnly'] : []),
    ...(secure ? ['Secure'] : []),
    ...(sameSite ? [`SameSite=${attribute(sameSite === true ? 'Strict' : sameSite)}`] : [])
  ]
  return attributes.join('; ')
}

const TOKEN = /^[\w!#$%&'*+\-.^`|~]+$/

const attribute = (text: unknown): string => {
  if (typeof text === 'string' && /^[\x20-\x3a\x3c-\x7e]*$/.test(text)) return text
  throw new RejectedError(`${JSON.stringify(text)} cannot be an attribute of a cookie`)
}

const lifetime = ({ maxAge, expires }: CookieOptions): readonly string[] => {
  const until = maxAge === undefined ? expires : Date.now() + maxAge
  if (until === undefined) return []
  const date = new Date(until)
  if (Number.isNaN(date.getTime())) throw new RejectedError('the time at which a cookie expires is not a time')
  const age = maxAge === undefined ? [] : [`Max-Age=${Math.floor(maxAge / 1000)}`]
  return [...age, `Expires=${date.toUTCString()}`]
}

/** The cookies of `Set-Cookie` headers, as Node-RED shows them: by name, each with its value and attributes. */
export const readSetCookies = (headers: readonly string[]): Record<string, Record<string, string>> => {
  const cookies: Record<string, Record<string, string>> = {}
  for (const header of headers) {
    const [name] = header.split('=', 1)
    const key = name?.trim() ?? ''
    if (key === '' || key.includes(';') || key === '__proto__') continue
    const { [key]: value = '', ...attributes } = readCookies(header)
    cookies[key] = { ...attributes, value }
  }
  return cookies
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !(value instanceof Date)
