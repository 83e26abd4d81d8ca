import { ConfigError, check, FlowError } from '@millrace/sdk'
import { json, type Request, type Response, Router } from 'express'
import type { ServerParts } from '../../operations/parts.ts'
import { refuseBelow } from '../../operations/roles.ts'
import { failures } from '../failures.ts'
import type { Principals } from '../principals.ts'
import { backupRoutes } from './backup.ts'
import { credentialRoutes } from './credentials.ts'
import { deadLetterRoutes } from './dead-letters.ts'
import { deployRoutes } from './deploy.ts'
import { Download } from './download.ts'
import { flowRoutes } from './flows.ts'
import { globalRoutes } from './globals.ts'
import { integrationRoutes } from './integrations.ts'
import { openapi } from './openapi.ts'
import { Paged } from './paged.ts'
import { readQuery } from './read-query.ts'
import type { RestRoute } from './route.ts'
import { runningRoutes } from './running.ts'
import { transferRoutes } from './transfer.ts'

/** The API for automation, and its description at `/openapi.json`. */
export const restApi = (parts: ServerParts, principals: Principals, path: string): Router => {
  const routes = [
    ...flowRoutes(parts),
    ...deployRoutes(parts),
    ...integrationRoutes(parts),
    ...credentialRoutes(parts),
    ...globalRoutes(parts),
    ...runningRoutes(parts),
    ...deadLetterRoutes(parts),
    ...transferRoutes(parts),
    ...backupRoutes(parts)
  ]
  const router = Router()
  const body = json({ limit: parts.settings.maxBody, strict: false })
  router.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store')
    next()
  })
  for (const route of routes)
    router[route.method](route.path, authorize(principals, route), body, (request, response) =>
      answer(route, request, response)
    )
  const description = openapi(routes, path, parts.version)
  router.get('/openapi.json', (_request, response) => void response.json(description))
  router.use(request => {
    throw new FlowError('NOT_FOUND', `There is no ${request.method} ${request.path} in this API. See openapi.json.`)
  })
  router.use(failures(parts))
  return router
}

/** Before the body is read, so that nobody unknown can send a large one. */
const authorize =
  (principals: Principals, { role }: RestRoute) =>
  async (request: Request, response: Response, next: () => void) => {
    const principal = await principals.of(request)
    refuseBelow(role, principal)
    response.locals.principal = principal
    next()
  }

const answer = async (route: RestRoute, request: Request, response: Response): Promise<void> => {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const query = route.query ? readQuery(route.query, request.query) : {}
  if (route.query) refuse(check(route.query, query))
  const body: unknown = request.body ?? {}
  if (route.body) refuse(check(route.body, body))
  const { params } = request as { params: Record<string, string> }
  const { principal } = response.locals
  const value = await route.answer({ params, query, body, principal, signal: gone.signal })
  if (value === undefined || route.response === undefined) response.status(204).end()
  else if (value instanceof Download) await value.send(response)
  else if (value instanceof Paged) response.setHeader('X-Total-Count', String(value.total)).json(value.items)
  else response.json(value)
}

const refuse = (problems: ReturnType<typeof check>): void => {
  if (problems.length > 0) throw new ConfigError(problems)
}
