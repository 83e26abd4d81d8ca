import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { HttpAnswer } from '@millrace/sdk'

/** Sends a web Response, its body streamed, or an answer whose body is there, which goes out in one piece. */
export const sendResponse = async (response: Response | HttpAnswer, outgoing: ServerResponse): Promise<void> => {
  if (!(response instanceof Response)) {
    send(response, outgoing)
    return
  }
  outgoing.statusCode = response.status
  if (response.statusText) outgoing.statusMessage = response.statusText
  for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies)
  if (response.body === null) outgoing.end()
  else await pipeline(Readable.fromWeb(response.body as import('node:stream/web').ReadableStream), outgoing)
}

const send = ({ status, headers, body }: HttpAnswer, outgoing: ServerResponse): void => {
  const fields: Record<string, string | string[]> = {}
  for (const [name, value] of headers) {
    const before = fields[name]
    fields[name] = before === undefined ? value : [before, value].flat()
  }
  if (body !== undefined) fields['content-length'] = String(Buffer.byteLength(body))
  outgoing.writeHead(status, fields).end(body)
}
