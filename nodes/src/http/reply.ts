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

/** The web's response for a reply. Any other value that a node replied with is sent as JSON. */
export const toResponse = (reply: unknown): Response => {
  if (!isHttpReply(reply)) return Response.json(reply ?? null)
  const { status, body } = reply
  const headers = new Headers(reply.headers.map(([name, value]) => [name, value]))
  for (const cookie of reply.cookies) headers.append('set-cookie', cookie)
  return new Response(EMPTY.has(status) ? null : ((body ?? null) as ConstructorParameters<typeof Response>[0]), {
    status,
    headers
  })
}

const isHttpReply = (reply: unknown): reply is HttpReply =>
  reply !== null && typeof reply === 'object' && 'status' in reply && 'headers' in reply && 'cookies' in reply
