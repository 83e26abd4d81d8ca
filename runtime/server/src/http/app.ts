import type { IncomingMessage, RequestListener } from 'node:http'
import { join } from 'node:path'
import express, { type Express, type RequestHandler } from 'express'
import type { ServerParts } from '../operations/parts.ts'
import { addressed } from './addressed.ts'
import { editorFiles } from './editor.ts'
import { failures } from './failures.ts'
import type { FlowRoutes } from './flow-routes/flow-routes.ts'
import { sendUnavailable } from './flow-routes/unavailable.ts'
import { login } from './login.ts'
import { metricsText } from './metrics.ts'
import { refuseForeign } from './origin-check.ts'
import type { Principals } from './principals.ts'
import { restApi } from './rest/rest-api.ts'
import { securityHeaders } from './security-headers.ts'
import type { Sessions } from './sessions.ts'

export interface AppOptions {
  readonly parts: ServerParts
  readonly principals: Principals
  readonly sessions: Sessions
  readonly flowRoutes: FlowRoutes
  /** With a slash at both ends. */
  readonly path: string
  readonly editorDir: string | undefined
  /** Whether a path belongs to the server itself and not to flows. */
  readonly isReserved: (path: string) => boolean
  readonly isReady: () => boolean
}

/**
 * Everything that is answered over HTTP. Flows come first and directly, because their requests are many; editor, API,
 * health and metrics have Express.
 */
export const createApp = (options: AppOptions): RequestListener => {
  const { parts, path, flowRoutes, isReserved } = options
  const rest = restOfApp(options)
  return (incoming, outgoing) => {
    const full = pathOf(incoming)
    const inside = full.startsWith(path) ? `/${full.slice(path.length)}` : undefined
    if (inside === undefined || isReserved(inside)) rest(incoming, outgoing)
    else
      void flowRoutes.answer(incoming, outgoing, addressed(incoming, inside, parts.settings)).then(answered => {
        if (!answered) rest(incoming, outgoing)
      })
  }
}

const pathOf = ({ url = '/' }: IncomingMessage): string => {
  const query = url.indexOf('?')
  return query < 0 ? url : url.slice(0, query)
}

const restOfApp = (options: AppOptions): Express => {
  const { parts, path } = options
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', parts.settings.trustProxy)
  const own = ownPaths(options)
  app.use(path, (request, response, next) => (options.isReserved(request.path) ? own(request, response, next) : next()))
  app.use((_request, response) => {
    if (parts.runtime.paused) sendUnavailable(response, 'The flows are stopped.')
    else response.status(404).type('text').send('There is nothing at this address.\n')
  })
  return app
}

const ownPaths = ({ parts, principals, sessions, path, editorDir, isReady }: AppOptions): Express => {
  const { settings } = parts
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', settings.trustProxy)
  app.use(securityHeaders)
  app.get('/health', (_request, response) => {
    const { flows, journal } = parts.health.health
    const well = isReady() && flows === 'running' && journal.state === 'ok'
    response.status(well ? 200 : 503).json({ status: well ? 'ok' : 'degraded', flows, journal: journal.state })
  })
  app.get('/health/live', (_request, response) => void response.json({ live: true }))
  app.get('/health/ready', (_request, response) => {
    const ready = isReady()
    response.status(ready ? 200 : 503).json({ ready })
  })
  app.use((request, _response, next) => {
    refuseForeign(request, settings)
    next()
  })
  app.use('/api/v1', restApi(parts, principals, `${path}api/v1`))
  if (settings.password !== undefined) app.use(login({ principals, sessions, path }))
  app.get('/metrics', async (request, response) => {
    await principals.of(request)
    response.type('text/plain; version=0.0.4').send(metricsText(parts))
  })
  if (editorDir !== undefined) app.use(pageForKnown(sessions, settings.password, path), editorFiles(editorDir))
  app.use(failures(parts))
  return app
}

/** Who has no session is sent to the login page; the rest of the editor's files hold no secret. */
const pageForKnown =
  (sessions: Sessions, password: string | undefined, path: string): RequestHandler =>
  (request, response, next) => {
    const isPage = request.path === '/' || request.path === '/index.html'
    if (isPage && password !== undefined && !sessions.holds(request)) response.redirect(303, `${path}login`)
    else next()
  }

const OWN = ['', 'index.html', 'api', 'health', 'metrics', 'login', 'logout', 'socket.io']

/** Tells the server's own paths from those that flows may answer on, by their first part. */
export const reservedPaths = (editorNames: readonly string[]): ((path: string) => boolean) => {
  const names = new Set([...OWN, ...editorNames])
  return path => names.has(decoded(path.split('/')[1] ?? ''))
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

export const withSlashes = (path: string): string => join('/', path, '/').replaceAll('\\', '/')
