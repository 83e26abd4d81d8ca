import { previewTemplate, saveGlobals } from '../operations/globals.ts'
import type { ServerParts } from '../operations/parts.ts'
import { Globals, Preview } from '../schemas/requests.ts'
import type { RequestHandlers } from './request.ts'

export const globalRequests = (parts: ServerParts): RequestHandlers<'globals:save' | 'preview'> => ({
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
