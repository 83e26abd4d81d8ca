import type { Server as HttpServer } from 'node:http'
import { ConfigError, check, FlowError } from '@millrace/sdk'
import { Server, type Socket } from 'socket.io'
import { refuseForeign } from '../http/origin-check.ts'
import type { Principals } from '../http/principals.ts'
import { toFailure } from '../operations/failure.ts'
import type { Principal, ServerParts } from '../operations/parts.ts'
import { refuseBelow } from '../operations/roles.ts'
import type { Answer, ClientEvents, Requests, ServerEvents } from '../protocol.ts'
import { credentialRequests } from './credential-requests.ts'
import { flowRequests } from './flow-requests.ts'
import { globalRequests } from './global-requests.ts'
import { integrationRequests } from './integration-requests.ts'
import { messageRequests } from './message-requests.ts'
import type { Caller, RequestHandler, RequestHandlers } from './request.ts'
import { workspaceRequests } from './workspace-requests.ts'

type Data = { principal: Principal }
export type Editors = Server<ClientEvents, ServerEvents, Record<string, never>, Data>
type Editor = Socket<ClientEvents, ServerEvents, Record<string, never>, Data>

export interface SocketsOptions {
  readonly parts: ServerParts
  readonly principals: Principals
  readonly path: string
}

/** Bytes: a deploy of thousands of nodes is a few million. */
const LARGEST_REQUEST = 64 * 1024 * 1024

/** Serves the editors: every request is checked, answered by its handler and never met with silence. */
export const openSockets = (server: HttpServer, { parts, principals, path }: SocketsOptions): Editors => {
  const { settings, redactor, log } = parts
  const editors: Editors = new Server(server, {
    path,
    serveClient: false,
    destroyUpgrade: false,
    maxHttpBufferSize: LARGEST_REQUEST,
    allowRequest(request, decide) {
      try {
        refuseForeign(request, settings)
        decide(null, true)
      } catch (error) {
        decide((error as Error).message, false)
      }
    }
  })
  const handlers = allRequests(parts)
  editors.use((socket, next) => {
    principals.of(socket.request).then(
      principal => {
        socket.data.principal = principal
        next()
      },
      error => {
        const failure = toFailure(error, redactor, log)
        next(Object.assign(new Error(failure.message), { data: failure }))
      }
    )
  })
  editors.on('connection', socket => serve(socket, handlers, parts))
  return editors
}

const allRequests = (parts: ServerParts): RequestHandlers => ({
  ...workspaceRequests(parts),
  ...flowRequests(parts),
  ...integrationRequests(parts),
  ...credentialRequests(parts),
  ...globalRequests(parts),
  ...messageRequests(parts)
})

const serve = (socket: Editor, handlers: RequestHandlers, { redactor, log }: ServerParts): void => {
  const gone = new AbortController()
  socket.on('disconnect', () => gone.abort())
  const caller: Caller = {
    principal: socket.data.principal,
    signal: gone.signal,
    push: (push, ...value) => void socket.emit(push, ...value)
  }
  const failed = (error: unknown): Answer<never> => ({ ok: false, error: toFailure(error, redactor, log) })
  socket.onAny(async (name: string, ...rest: unknown[]) => {
    const reply = rest.at(-1)
    if (typeof reply !== 'function') return
    const payload = rest.length > 1 ? rest[0] : undefined
    reply(await answer(handlerOf(handlers, name), payload, caller).catch(failed))
  })
}

const handlerOf = (handlers: RequestHandlers, name: string): RequestHandler<never> | undefined =>
  Object.hasOwn(handlers, name) ? (handlers[name as keyof Requests] as RequestHandler<never>) : undefined

const answer = async (
  handler: RequestHandler<never> | undefined,
  payload: unknown,
  caller: Caller
): Promise<Answer<unknown>> => {
  if (!handler) throw new FlowError('NOT_FOUND', 'This server knows no such request. Load the editor again.')
  const { role, schema, answer } = handler
  refuseBelow(role, caller.principal)
  const problems = schema ? check(schema, payload) : []
  if (problems.length > 0) throw new ConfigError(problems)
  return { ok: true, value: await answer(payload as never, caller) }
}
