import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { FlowError, type Http, type HttpAnswer, type HttpRequest, type HttpSocket, type Log } from '@millrace/sdk'
import type { RequestHandler } from 'express'
import { WebSocketServer } from 'ws'
import { flowSocket } from './flow-socket.ts'
import { RouteTable } from './route-table.ts'
import { sendResponse } from './send-response.ts'
import { sendUnavailable } from './unavailable.ts'
import { WebRequest } from './web-request.ts'

export interface FlowRoutesOptions {
  /** Whether a path belongs to the server itself; none does when left out. */
  readonly isReserved?: (path: string) => boolean
  /** Largest body of a request, in bytes; five mebibytes when left out. */
  readonly maxBody?: number
  readonly log?: Log
  /** Why what comes to this owner cannot be taken in now: it is answered 503. Everything is when left out. */
  readonly refusal?: (owner: string) => string | undefined
}

const defaults: Required<FlowRoutesOptions> = {
  isReserved: () => false,
  maxBody: 5 * 1024 * 1024,
  log: { debug() {}, info() {}, warn() {}, error() {} },
  refusal: () => undefined
}

/** A request with what the settings on proxies make of it. */
export interface Addressed {
  readonly path: string
  readonly url: string
  readonly ip: string
}

/** Errors that will have passed. */
const UNAVAILABLE = new Set(['JOURNAL_FULL', 'JOURNAL_FAILED', 'NO_ROOM', 'RUNTIME_STOPPED'])

type Answer = (request: HttpRequest) => Promise<Response | HttpAnswer>
type Meet = (socket: HttpSocket, request: HttpRequest) => void

/** The paths on which flows answer: beside the editor and the API, or in an embedder's own application. */
export class FlowRoutes {
  readonly #options: Required<FlowRoutesOptions>
  readonly #answers = new RouteTable<Answer>()
  readonly #meetings = new RouteTable<Meet>()
  readonly #sockets: WebSocketServer

  constructor(options: FlowRoutesOptions = {}) {
    this.#options = { ...defaults, ...options }
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: this.#options.maxBody })
  }

  /** The port as one owner sees it; what it registers ends with the signal. */
  readonly http = (owner: string, signal: AbortSignal): Http => ({
    route: (method, path, answer) => {
      this.#refuseReserved(path)
      this.#answers.add(method, path, answer, owner, signal)
    },
    socket: (path, meet) => {
      this.#refuseReserved(path)
      this.#meetings.add('WEBSOCKET', path, meet, owner, signal)
    }
  })

  /** Answers what flows answer, and leaves the rest to what comes after it. */
  readonly middleware: RequestHandler = async (request, response, next) => {
    const url = `${request.protocol}://${request.host}${request.originalUrl}`
    const answered = await this.answer(request, response, { path: request.path, url, ip: request.ip ?? '' })
    if (!answered) next()
  }

  /** Answers a request when a flow does. Resolves to whether one did. */
  async answer(incoming: IncomingMessage, outgoing: ServerResponse, { path, url, ip }: Addressed): Promise<boolean> {
    const { method = 'GET' } = incoming
    const found = this.#answers.find(method, path) ?? (method === 'HEAD' ? this.#answers.find('GET', path) : undefined)
    if (!found) return false
    const { maxBody, log, refusal } = this.#options
    const refused = refusal(found.owner)
    if (refused !== undefined) {
      sendUnavailable(outgoing, refused)
      return true
    }
    try {
      const request = new WebRequest(incoming, { params: found.params, url, ip, maxBody })
      await sendResponse(await found.target(request), outgoing)
    } catch (error) {
      if (outgoing.headersSent) outgoing.destroy()
      else this.#fail(error as Error & { code?: string }, outgoing)
      log.warn('request to a flow failed', { method, path, error: (error as Error).message })
    }
    return true
  }

  /** Takes over a WebSocket when a flow does. Answers whether one did. */
  meet(incoming: IncomingMessage, socket: Duplex, head: Buffer, { path, url, ip }: Addressed): boolean {
    const found = this.#meetings.find('WEBSOCKET', path)
    if (!found) return false
    const request = new WebRequest(incoming, { params: found.params, url, ip, maxBody: 0 })
    this.#sockets.handleUpgrade(incoming, socket, head, client => {
      client.on('error', error => this.#options.log.warn('websocket of a flow failed', { path, error: error.message }))
      found.target(flowSocket(client), request)
    })
    return true
  }

  /** Ends every WebSocket. */
  close(): void {
    for (const client of this.#sockets.clients) client.close(1001, 'The server stops.')
    this.#sockets.close()
  }

  /** Ends at once what has not ended by itself. */
  terminate(): void {
    for (const client of this.#sockets.clients) client.terminate()
  }

  #fail({ code }: { readonly code?: string }, outgoing: ServerResponse): void {
    if (UNAVAILABLE.has(code ?? '')) {
      sendUnavailable(outgoing, 'The message cannot be kept safe at the moment.')
      return
    }
    const [status, text] = code === 'REQUEST_TOO_LARGE' ? [413, 'The body is too large.'] : [500, 'The flow failed.']
    outgoing.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
  }

  #refuseReserved(path: string): void {
    if (!this.#options.isReserved(path)) return
    throw new FlowError('PATH_TAKEN', `The path ${path} belongs to Millrace itself. Choose another.`)
  }
}
