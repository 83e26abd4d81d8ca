import type { ServerParts } from '../../operations/parts.ts'
import { exportFile } from '../../operations/transfer/export.ts'
import { importFile } from '../../operations/transfer/import.ts'
import { ExportFileSchema, ExportQuery, ImportResultSchema } from '../../schemas/transfer.ts'
import { type RestRoute, route } from './route.ts'

export const transferRoutes = (parts: ServerParts): readonly RestRoute[] => [
  route({
    method: 'post',
    path: '/export',
    role: 'viewer',
    summary: 'Flows and integrations with the credentials that they name, without a secret.',
    body: ExportQuery,
    response: ExportFileSchema,
    answer: ({ body }) => exportFile(parts, body)
  }),
  route({
    method: 'post',
    path: '/import',
    role: 'editor',
    summary: 'Takes in an export: all of it disabled, with new ids where they are taken.',
    body: ExportFileSchema,
    response: ImportResultSchema,
    answer: ({ body, principal }) => importFile(parts, body, principal)
  })
]
