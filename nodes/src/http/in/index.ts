import { defineTrigger, type HttpAnswer, t } from '@millrace/sdk'
import { accept } from './accept.ts'
import { answer } from './answer.ts'
import { type Leave, plain, stopping } from './plain.ts'
import { UnreadableBody } from './unreadable-body.ts'

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'] as const

export const httpIn = defineTrigger({
  type: 'core/http-in',
  title: 'http in',
  description:
    'Starts the flow for every HTTP request to a path; the flow answers, or the request is accepted at once.',
  help: `A path may hold parameters: \`/devices/:id\` gives \`msg.req.params.id\`. The payload is the query of a GET and the body
of other requests, read by its content type: JSON and forms become objects, text stays text, anything else arrives as
bytes. Uploaded files are in \`msg.req.files\`, cookies in \`msg.req.cookies\`.

An **HTTP response** node answers; the message must keep its \`_reply\`. The first answer counts. When none has come in
time the client is told so.

**Accept at once** is for webhooks: the answer is \`202 Accepted\` as soon as the message is safe in the journal, or when
the flow is done with it if that is sooner. While the journal is full or the flow far behind, the answer is \`503\` with
\`Retry-After\`, and the caller keeps the message. A caller that calls again sends the same \`Idempotency-Key\`: while the
first is under way the second is the same message.`,
  icon: 'globe',
  category: 'network',
  replies: ({ answer }) => answer === 'flow',
  guarantee: 'at least once',
  config: t.Object({
    method: t.choice(methods, {
      title: 'Method',
      labels: Object.fromEntries(methods.map(method => [method, method.toUpperCase()])),
      default: 'get',
      columns: 4
    }),
    path: t.text({ title: 'Path', minLength: 1, examples: ['/readings', '/devices/:id'], default: '/', columns: 8 }),
    answer: t.choice(['flow', 'accepted'], {
      title: 'Answer',
      description: 'Who answers the request.',
      widget: 'segments',
      labels: { flow: 'The flow answers', accepted: 'Accept at once (202)' },
      default: 'flow'
    }),
    timeout: t.Number({ title: 'Time-out in seconds', default: 30, minimum: 0.001, maximum: 86_400, columns: 6 }),
    timeoutStatus: t.choice([504, 408], {
      title: 'Status when it is over',
      labels: { 504: '504 Gateway Timeout', 408: '408 Request Timeout' },
      default: 504,
      columns: 6
    }),
    raw: t.Boolean({ title: 'Leave the body as bytes', default: false, advanced: true }),
    maxInflated: t.Integer({
      title: 'Largest compressed body in bytes, once inflated',
      default: 16_777_216,
      minimum: 1,
      advanced: true
    }),
    maxWaiting: t.Integer({
      title: 'Most requests that wait',
      description: 'Others are answered 503 at once.',
      default: 1000,
      minimum: 1,
      advanced: true
    })
  }),
  example: {
    payload: { temperature: 21.5 },
    req: { method: 'POST', url: '/readings', path: '/readings', headers: {}, params: {}, query: {}, cookies: {} }
  },

  start(context) {
    const { config, http } = context
    const method = config.method.toUpperCase()
    const path = config.path.startsWith('/') ? config.path : `/${config.path}`
    const waiting = new Set<Leave>()
    if (config.answer === 'flow')
      context.signal.addEventListener('abort', () => {
        for (const leave of waiting) leave(stopping())
      })

    http.route(method, path, async request => {
      if (waiting.size >= config.maxWaiting)
        return plain(503, 'Too many requests wait for an answer.', { 'retry-after': '1' })
      const { promise, resolve } = Promise.withResolvers<HttpAnswer>()
      waiting.add(resolve)
      try {
        if (config.answer === 'accepted') return await accept(context, request, promise, resolve)
        return await answer(context, request, promise, resolve)
      } catch (error) {
        if (error instanceof UnreadableBody) return plain(error.status, error.message)
        throw error
      } finally {
        waiting.delete(resolve)
      }
    })
  }
})
