import { encode, t } from '@millrace/sdk'
import { purgeDeadLetters } from '../../operations/dead-letters.ts'
import type { ServerParts } from '../../operations/parts.ts'
import { Ids, SomeIds } from '../../schemas/requests.ts'
import { DeadLetterSchema } from '../../schemas/views.ts'
import { type RestRoute, route } from './route.ts'

const Page = t.Object({
  limit: t.Optional(t.Integer({ minimum: 1, maximum: 1000 })),
  before: t.Optional(t.Number({ description: 'Buried before this time, in milliseconds.' })),
  flow: t.Optional(t.String())
})
const Count = t.Object({ count: t.Integer() })

export const deadLetterRoutes = (parts: ServerParts): readonly RestRoute[] => [
  route({
    method: 'get',
    path: '/dead-letters',
    role: 'viewer',
    summary: 'Messages that failed for good, newest first.',
    query: Page,
    response: t.Array(DeadLetterSchema),
    answer: async ({ query }) => JSON.parse(encode(await parts.runtime.journal.deadLetters(query)))
  }),
  route({
    method: 'post',
    path: '/dead-letters/replay',
    role: 'operator',
    summary: 'Sends dead letters on their way again, from where they failed.',
    body: Ids,
    response: Count,
    answer: async ({ body }) => ({ count: await parts.runtime.replay(body.ids) })
  }),
  route({
    method: 'post',
    path: '/dead-letters/purge',
    role: 'operator',
    summary: 'Removes dead letters for good; all of them without ids.',
    body: SomeIds,
    response: Count,
    answer: async ({ body }) => ({ count: await purgeDeadLetters(parts, body.ids) })
  })
]
