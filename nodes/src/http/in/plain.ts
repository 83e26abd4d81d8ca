/** Ends the wait of one request. */
export type Leave = (response: Response) => void

export const plain = (status: number, text: string, headers: Record<string, string> = {}): Response =>
  new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } })

/** The message was not taken: the caller keeps it. */
export const busy = (): Response =>
  plain(503, 'The flow is far behind, or the journal is full. Try again later.', { 'retry-after': '5' })
