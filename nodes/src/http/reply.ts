import type { HttpAnswer } from '@millrace/sdk'

/** What http response answers and http in sends to its client. */
export interface HttpReply {
  readonly status: number
  /** Without cookies. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Ready `Set-Cookie` values. */
  readonly cookies: readonly string[]
  readonly body: string | Uint8Array | undefined
}

/** Statuses whose response has no body. */
const EMPTY = new Set([204, 205, 304])

/** What goes out for a reply. Any other value that a node replied with is sent as JSON. */
export const toAnswer = (reply: unknown): HttpAnswer => {
  if (!isHttpReply(reply)) return { status: 200, headers: JSON_TYPE, body: JSON.stringify(reply ?? null) }
  const { status, body, cookies } = reply
  const headers = cookies.length === 0 ? reply.headers : [...reply.headers, ...cookies.map(setCookie)]
  return { status, headers, ...(body !== undefined && !EMPTY.has(status) && { body }) }
}

const JSON_TYPE = [['content-type', 'application/json']] as const
const setCookie = (cookie: string) => ['set-cookie', cookie] as const

const isHttpReply = (reply: unknown): reply is HttpReply =>
  reply !== null && typeof reply === 'object' && 'status' in reply && 'headers' in reply && 'cookies' in reply
