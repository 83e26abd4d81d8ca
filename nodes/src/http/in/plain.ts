import type { HttpAnswer } from '@millrace/sdk'

/** Ends the wait of one request. */
export type Leave = (answer: HttpAnswer) => void

export const plain = (status: number, text: string, headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  headers: [['content-type', 'text/plain; charset=utf-8'], ...Object.entries(headers)],
  body: `${text}\n`
})

/** The message was not taken: the caller keeps it. */
export const busy = (): HttpAnswer =>
  plain(503, 'The flow is far behind, or the journal is full. Try again later.', { 'retry-after': '5' })

/** Nothing is taken in any more. */
export const stopping = (): HttpAnswer => plain(503, 'The flow is being stopped.')
