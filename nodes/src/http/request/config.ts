import { t } from '@millrace/sdk'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'use'] as const

const isProxied = { useProxy: [true] }
const isSecured = { useTls: [true] }

export const config = t.Object({
  method: t.choice(methods, {
    title: 'Method',
    labels: { use: 'that of msg.method' },
    default: 'GET',
    columns: 4
  }),
  url: t.template({
    title: 'URL',
    description: 'That of msg.url when empty',
    examples: ['https://api.example.com/devices/{{msg.topic}}'],
    encode: 'url',
    default: '',
    columns: 8
  }),
  payload: t.choice(['ignore', 'query'], {
    title: 'Payload of a GET',
    widget: 'segments',
    labels: { ignore: 'is ignored', query: 'becomes the query' },
    default: 'ignore',
    when: { method: ['GET', 'use'] }
  }),
  headers: t.Array(
    t.Object({
      name: t.template({ title: 'Name', minLength: 1, columns: 5 }),
      value: t.template({ title: 'Value', default: '', columns: 7 })
    }),
    { title: 'Headers', default: [] }
  ),
  deliveryId: t.String({
    title: 'Header for the delivery id',
    description:
      'Such as Idempotency-Key: the same on every try of a message, so that the far side can tell. Empty: none.',
    default: '',
    pattern: "^[\\w!#$%&'*+.^`|~-]*$",
    advanced: true
  }),
  return: t.choice(['text', 'bytes', 'json'], {
    title: 'Return',
    widget: 'segments',
    labels: { text: 'text', bytes: 'bytes', json: 'a parsed JSON object' },
    default: 'text'
  }),
  auth: t.choice(['none', 'basic', 'digest', 'bearer'], {
    title: 'Authentication',
    widget: 'segments',
    labels: { none: 'none', basic: 'basic', digest: 'digest', bearer: 'token' },
    default: 'none'
  }),
  user: t.text({ title: 'User', default: '', columns: 6, when: { auth: ['basic', 'digest'] } }),
  password: t.Optional(t.secret({ title: 'Password', columns: 6, when: { auth: ['basic', 'digest'] } })),
  token: t.Optional(t.secret({ title: 'Token', when: { auth: ['bearer'] } })),
  failOnStatus: t.Boolean({
    title: 'A status of 400 and above fails the message',
    description: 'It is then tried again where that may help. Otherwise it is passed on with its status.',
    default: false
  }),
  timeout: t.Number({ title: 'Time-out in seconds', default: 120, minimum: 0.001, columns: 6, advanced: true }),
  followRedirects: t.Boolean({ title: 'Follow redirects', default: true, columns: 6, advanced: true }),
  maxResponse: t.Integer({
    title: 'Largest response in bytes',
    default: 67_108_864,
    minimum: 1,
    columns: 6,
    advanced: true
  }),
  useProxy: t.Boolean({ title: 'Go through a proxy', default: false, advanced: true }),
  proxy: t.text({
    title: 'Proxy',
    format: 'uri',
    examples: ['http://proxy.example.com:3128'],
    default: '',
    when: isProxied,
    advanced: true
  }),
  proxyUser: t.text({ title: 'User of the proxy', default: '', columns: 6, when: isProxied, advanced: true }),
  proxyPassword: t.Optional(t.secret({ title: 'Password of the proxy', columns: 6, when: isProxied, advanced: true })),
  noProxy: t.Array(t.text(), { title: 'Not for these hosts', default: [], when: isProxied, advanced: true }),
  useTls: t.Boolean({ title: 'Own TLS settings', default: false, advanced: true }),
  verify: t.Boolean({ title: "Verify the server's certificate", default: true, when: isSecured, advanced: true }),
  ca: t.text({
    title: 'Certificate authority (PEM)',
    widget: 'multiline',
    default: '',
    when: isSecured,
    advanced: true
  }),
  certificate: t.text({
    title: 'Own certificate (PEM)',
    widget: 'multiline',
    default: '',
    when: isSecured,
    advanced: true
  }),
  key: t.Optional(t.secret({ title: 'Own key (PEM)', widget: 'multiline', when: isSecured, advanced: true }))
})
