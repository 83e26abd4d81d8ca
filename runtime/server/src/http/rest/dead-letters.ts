import { t } from '@millrace/sdk'
import { letterPage, letterView, purgeAndTell, replayLetters } from '../../operations/dead-letters.ts'
import type { ServerParts } from '../../operations/parts.ts'
import { LetterChoice, LetterPageSchema, LetterQuery, LetterSchema, MessageSchema } from '../../schemas/dead-letters.ts'
import { type RestRoute, route } from './route.ts'

const Count = t.Object({ count: t.Integer() })
const Edited = t.Object({ message: t.Optional(MessageSchema) })

export const deadLetterRoutes = (parts: ServerParts): readonly RestRoute[] => [
  route({
    method: 'get',
    path: '/dead-letters',
    role: 'viewer',
    summary: 'Messages that failed for good, newest first, by pages.',
    query: LetterQuery,
    response: LetterPageSchema,
    answer: ({ query }) => letterPage(parts.runtime.journal, query)
  }),
  route({
    method: 'get',
    path: '/dead-letters/:id',
    role: 'viewer',
    summary: 'One dead letter with its whole message.',
    response: LetterSchema,
    async answer({ params }) {
      const view = await letterView(parts.runtime.journal, params.id ?? '')
      return { ...view, message: JSON.parse(view.message) }
    }
  }),
  route({
    method: 'post',
    path: '/dead-letters/:id/replay',
    role: 'operator',
    summary: 'Sends one dead letter on its way again, with another message when one is given.',
    body: Edited,
    response: Count,
    async answer({ params, body: { message } }) {
      const choice = { ids: [params.id ?? ''] }
      const edited = message === undefined ? choice : { ...choice, message: JSON.stringify(message) }
      return { count: await replayLetters(parts.runtime, edited) }
    }
  }),
  route({
    method: 'post',
    path: '/dead-letters/replay',
    role: 'operator',
    summary: 'Sends dead letters on their way again, from where they failed: by ids, or all that match.',
    body: LetterChoice,
    response: Count,
    answer: async ({ body }) => ({ count: await replayLetters(parts.runtime, body) })
  }),
  route({
    method: 'post',
    path: '/dead-letters/purge',
    role: 'operator',
    summary: 'Removes dead letters for good: by ids, or all that match; all of them without either.',
    body: LetterChoice,
    response: Count,
    answer: async ({ body }) => ({ count: await purgeAndTell(parts, body) })
  })
]
