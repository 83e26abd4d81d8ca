import { RejectedError } from '@millrace/sdk'

/** Says that headers are those of a response as http request gave them, so that they are not sent on by accident. */
const MARK = 'x-node-red-request-node'

type Values = Readonly<Record<string, unknown>>

export const markHeaders = (headers: Values): Record<string, unknown> => ({ ...headers, [MARK]: fingerprint(headers) })

/** The headers that a flow put into `msg.headers`; none when they are still those of the response that came in last. */
export const ownHeaders = (headers: unknown): Values => {
  if (headers === null || typeof headers !== 'object') return {}
  const { [MARK]: mark, ...own } = headers as Values
  return mark !== undefined && mark === fingerprint(own) ? {} : own
}

/** FNV-1a over the sorted entries. */
const fingerprint = (headers: Values): string => {
  const text = JSON.stringify(Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1)))
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16)
}

/** Belong to one connection or are made from the body. */
const computed = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade'
])

/** Puts values into headers, each in place of what was there. A name or value that could end its line is refused. */
export const putHeaders = (into: Headers, values: Iterable<readonly [name: string, value: unknown]>): Headers => {
  for (const [name, value] of values) {
    if (value === undefined || value === null || computed.has(name.toLowerCase())) continue
    try {
      into.delete(name)
      for (const one of [value].flat()) into.append(name, String(one))
    } catch (error) {
      throw new RejectedError(`${JSON.stringify(name)} cannot be sent as a header: ${(error as Error).message}`, {
        cause: error
      })
    }
  }
  return into
}
