import { type Message, RejectedError, type Static } from '@millrace/sdk'
import { ownHeaders, putHeaders } from '../headers.ts'
import { type Address, addQuery, addressOf } from './address.ts'
import { bodyOf } from './body.ts'
import type { config } from './config.ts'

/** A request as a message makes it, before it is sent. */
export interface RequestDraft extends Address {
  readonly method: string
  readonly headers: Headers
  readonly body: Uint8Array | FormData | undefined
}

/** `deliveryId` is the same on every try of the message. */
export const draftRequest = (settings: Static<typeof config>, message: Message, deliveryId: string): RequestDraft => {
  const method = methodOf(settings.method === 'use' ? message.method : settings.method)
  const { url, login } = addressOf(settings.url(message) || String(message.url ?? ''))
  const isBodyless = method === 'GET' || method === 'HEAD'
  if (method === 'GET' && settings.payload === 'query' && message.payload !== undefined) addQuery(url, message.payload)
  const set = settings.headers.map(({ name, value }) => [name(message), value(message)] as const)
  const headers = putHeaders(new Headers(), [
    ...Object.entries(ownHeaders(message.headers)),
    ...cookiesOf(message.cookies),
    ...(settings.deliveryId === '' ? [] : [[settings.deliveryId, deliveryId] as const]),
    ...set.filter(([name]) => name !== '')
  ])
  return { method, url, login, headers, body: isBodyless ? undefined : bodyOf(message.payload, headers) }
}

const methodOf = (given: unknown): string => {
  const method = String(given ?? 'GET').toUpperCase()
  if (/^[\w!#$%&'*+\-.^`|~]+$/.test(method)) return method
  throw new RejectedError(`${JSON.stringify(given)} is not an HTTP method`)
}

/** The `Cookie` header for `msg.cookies`: values, or objects with `value` and perhaps `encode: false`. */
const cookiesOf = (cookies: unknown): readonly (readonly [string, string])[] => {
  if (cookies === null || typeof cookies !== 'object') return []
  const pairs = Object.entries(cookies).flatMap(([name, given]) => {
    const { value, encode = true } = given !== null && typeof given === 'object' ? given : { value: given }
    if (value === null || value === undefined) return []
    return [`${name}=${encode ? encodeURIComponent(String(value)) : String(value)}`]
  })
  return pairs.length === 0 ? [] : [['cookie', pairs.join('; ')]]
}
