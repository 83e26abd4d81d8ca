import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { FlowError, type HttpRequest } from '@millrace/sdk'

export interface WebRequestOptions {
  readonly params: Readonly<Record<string, string>>
  /** Where the request was made to, as its client wrote it. */
  readonly url: string
  readonly ip: string
  /** Largest body in bytes; reading on fails with REQUEST_TOO_LARGE. */
  readonly maxBody: number
}

/** A request of Node as the web's Request, its body streamed. */
export const toWebRequest = (incoming: IncomingMessage, options: WebRequestOptions): HttpRequest => {
  const { params, url, ip, maxBody } = options
  const { method = 'GET', headersDistinct } = incoming
  const headers = new Headers()
  for (const [name, values = []] of Object.entries(headersDistinct))
    for (const value of values) headers.append(name, value)
  const body = method === 'GET' || method === 'HEAD' ? null : limited(incoming, maxBody)
  const request = new Request(url, { method, headers, body, duplex: 'half' } as RequestInit)
  return Object.assign(request, { params, ip })
}

const limited = (incoming: IncomingMessage, maxBody: number): ReadableStream<Uint8Array> => {
  let size = 0
  const check = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength
      if (size > maxBody) controller.error(tooLarge(maxBody))
      else controller.enqueue(chunk)
    }
  })
  return (Readable.toWeb(incoming) as ReadableStream<Uint8Array>).pipeThrough(check)
}

export const tooLarge = (maxBody: number): FlowError =>
  new FlowError('REQUEST_TOO_LARGE', `The body is larger than ${maxBody} bytes. The setting maxBody allows more.`)
