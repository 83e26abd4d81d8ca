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

/** A request of Node in the words of the web. What costs something is made when it is asked for: most is not. */
export class WebRequest implements HttpRequest {
  readonly params: Readonly<Record<string, string>>
  readonly url: string
  readonly ip: string
  readonly #incoming: IncomingMessage
  readonly #maxBody: number
  #headers: Headers | undefined
  #fields: Readonly<Record<string, string>> | undefined
  #body: ReadableStream<Uint8Array<ArrayBuffer>> | undefined
  #abort: AbortController | undefined

  constructor(incoming: IncomingMessage, { params, url, ip, maxBody }: WebRequestOptions) {
    this.#incoming = incoming
    this.#maxBody = maxBody
    this.params = params
    this.url = url
    this.ip = ip
  }

  get method(): string {
    return this.#incoming.method ?? 'GET'
  }

  get fields(): Readonly<Record<string, string>> {
    this.#fields ??= joined(this.#incoming)
    return this.#fields
  }

  get headers(): Headers {
    this.#headers ??= distinct(this.#incoming)
    return this.#headers
  }

  get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    if (this.#bodyless) return null
    this.#body ??= limited(this.#incoming, this.#maxBody)
    return this.#body
  }

  /** Aborted when the client goes before it was answered. */
  get signal(): AbortSignal {
    if (this.#abort === undefined) {
      const abort = new AbortController()
      this.#abort = abort
      this.#incoming.once('aborted', () => abort.abort(gone()))
      if (this.#incoming.destroyed && !this.#incoming.complete) abort.abort(gone())
    }
    return this.#abort.signal
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#bodyless ? new Uint8Array() : readAll(this.#incoming, this.#maxBody)
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return new Uint8Array(await this.bytes()).buffer
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes())
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text())
  }

  async formData(): Promise<FormData> {
    const type = this.fields['content-type'] ?? ''
    return new Response(await this.arrayBuffer(), { headers: { 'content-type': type } }).formData()
  }

  get #bodyless(): boolean {
    return this.method === 'GET' || this.method === 'HEAD'
  }
}

/** Listeners, because iterating a stream costs more than all else that is done for a small request. */
const readAll = (incoming: IncomingMessage, maxBody: number): Promise<Uint8Array<ArrayBuffer>> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer<ArrayBuffer>[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer<ArrayBuffer>) => {
      size += chunk.length
      if (size > maxBody) reject(tooLarge(maxBody))
      else chunks.push(chunk)
    })
    incoming.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer<ArrayBuffer>) : Buffer.concat(chunks)))
    incoming.on('error', reject)
    incoming.on('close', () => {
      if (!incoming.complete) reject(gone())
    })
  })

const gone = () => new FlowError('REPLY_GONE', 'the client has gone')

const joined = ({ headers }: IncomingMessage): Record<string, string> => {
  const fields: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) fields[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return fields
}

const distinct = ({ headersDistinct }: IncomingMessage): Headers => {
  const headers = new Headers()
  for (const [name, values = []] of Object.entries(headersDistinct))
    for (const value of values) headers.append(name, value)
  return headers
}

const limited = (incoming: IncomingMessage, maxBody: number): ReadableStream<Uint8Array<ArrayBuffer>> => {
  let size = 0
  const check = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      size += chunk.byteLength
      if (size > maxBody) controller.error(tooLarge(maxBody))
      else controller.enqueue(chunk)
    }
  })
  return (Readable.toWeb(incoming) as ReadableStream<Uint8Array<ArrayBuffer>>).pipeThrough(check)
}

export const tooLarge = (maxBody: number): FlowError =>
  new FlowError('REQUEST_TOO_LARGE', `The body is larger than ${maxBody} bytes. The setting maxBody allows more.`)
