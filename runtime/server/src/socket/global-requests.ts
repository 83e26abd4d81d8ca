import { previewTemplate, saveGlobals } from '../operations/globals.ts'
import type { ServerParts } from '../operations/parts.ts'
import { exportFile } from '../operations/transfer/export.ts'
import { importFile } from '../operations/transfer/import.ts'
import { Globals, Preview } from '../schemas/requests.ts'
import { ExportQuery, ImportRequest } from '../schemas/transfer.ts'
import type { RequestHandlers } from './request.ts'

export const globalRequests = (
  parts: ServerParts
): RequestHandlers<'globals:save' | 'preview' | 'export' | 'import'> => ({
  export: { role: 'viewer', schema: ExportQuery, answer: request => exportFile(parts, request) },
  import: {
    role: 'editor',
    schema: ImportRequest,
    answer: ({ file }, { principal }) => importFile(parts, file, principal)
  },
  'globals:save': {
    role: 'editor',
    schema: Globals,
    async answer(globals, { principal }) {
      await saveGlobals(parts, globals, principal)
      return null
    }
  },
  preview: { role: 'editor', schema: Preview, answer: request => previewTemplate(parts, request) }
})
