import { defineNode, RejectedError, t } from '@millrace/sdk'
import { setCookies } from '../cookies.ts'
import { ownHeaders, putHeaders } from '../headers.ts'
import type { HttpReply } from '../reply.ts'
import { bodyOf } from './body.ts'

export const httpResponse = defineNode({
  type: 'core/http-response',
  title: 'http response',
  description: 'Answers the request that the message began with.',
  help: `The payload is the body: objects are sent as JSON, text as HTML unless \`content-type\` says otherwise, bytes as they are.
\`msg.statusCode\`, \`msg.headers\` and \`msg.cookies\` are used where nothing is set here. A cookie is a value, or an object
with \`value\`, \`maxAge\`, \`path\`, \`domain\`, \`httpOnly\`, \`secure\` and \`sameSite\`; null clears it.

It fails with REPLY_GONE when nobody waits any more: the client has gone, its time was up, or it was answered before.`,
  icon: 'corner-down-right',
  category: 'network',
  outputs: 0,
  guarantee: 'may lose',
  config: t.Object({
    statusCode: t.Optional(
      t.Integer({
        title: 'Status code',
        description: 'That of the message, or 200, when empty.',
        minimum: 200,
        maximum: 599,
        columns: 4
      })
    ),
    headers: t.Array(
      t.Object({
        name: t.String({ title: 'Name', minLength: 1, columns: 5 }),
        value: t.template({ title: 'Value', default: '', columns: 7 })
      }),
      { title: 'Headers', default: [] }
    )
  }),

  create({ config, reply }) {
    return message => {
      const set = config.headers.map(({ name, value }) => [name, value(message)] as const)
      const headers = putHeaders(new Headers(), [...Object.entries(ownHeaders(message.headers)), ...set])
      const body = bodyOf(message.payload)
      if (body.type !== undefined && !headers.has('content-type')) headers.set('content-type', body.type)
      const given: HttpReply = {
        status: config.statusCode ?? statusOf(message.statusCode),
        headers: [...headers],
        cookies: setCookies(message.cookies),
        body: body.content
      }
      return reply(message, given)
    }
  }
})

const statusOf = (given: unknown): number => {
  const status = Number.parseInt(String(given), 10) || 200
  if (status >= 200 && status <= 599) return status
  throw new RejectedError(`${status} cannot be the status of a response: it must be from 200 to 599`)
}
