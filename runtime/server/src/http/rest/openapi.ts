import { asJson, type JsonSchema, type TSchema } from '@millrace/sdk'
import { FailureSchema } from '../../schemas/views.ts'
import type { RestRoute } from './route.ts'

/** The description of the REST API (OpenAPI 3.1), made from the schemas that check its requests. */
export const openapi = (routes: readonly RestRoute[], server: string, version: string): object => {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Millrace', version, description: 'Automates a running Millrace.' },
    servers: [{ url: server }],
    security: [{ password: [] }, { token: [] }],
    components: {
      securitySchemes: { password: { type: 'http', scheme: 'basic' }, token: { type: 'http', scheme: 'bearer' } }
    },
    paths
  }
}

const operation = ({ method, path, summary, role, query, body, response }: RestRoute): object => ({
  operationId: `${method}${path.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
  summary,
  description: `Needs the role ${role}.`,
  parameters: [
    ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' }
    })),
    ...Object.entries(query ? (asJson(query).properties ?? {}) : {}).map(([name, schema]) =>
      queryParameter(name, schema)
    )
  ],
  ...(body && { requestBody: { content: json(body) } }),
  responses: {
    ...(response ? { 200: { description: 'Done.', content: json(response) } } : { 204: { description: 'Done.' } }),
    default: { description: 'Not done.', content: json(FailureSchema) }
  }
})

const queryParameter = (name: string, { description, ...schema }: JsonSchema): object => ({
  name,
  in: 'query',
  ...(description && { description }),
  schema
})

const json = (schema: TSchema): object => ({ 'application/json': { schema } })
