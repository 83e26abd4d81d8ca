import { defineCredential, t } from '@millrace/sdk'
import { tokenExpiry } from '../expiry.ts'

/** Access to one web service. */
export const http = defineCredential({
  type: 'http',
  title: 'HTTP',
  description: 'How to sign in to a web service: user and password, a bearer token, or a header of its own.',
  icon: 'globe',
  config: t.Object({
    uri: t.text({
      title: 'URI',
      description: 'The service it belongs to: `https://…`, or `wss://…` for WebSockets. It is sent nowhere else.',
      format: 'uri',
      minLength: 1,
      maxLength: 1024,
      address: true
    }),
    auth: t.variants(
      'method',
      {
        basic: { username: t.text({ title: 'User' }), password: t.secret({ title: 'Password' }) },
        bearer: { token: t.secret({ title: 'Token' }) },
        header: {
          name: t.text({ title: 'Header', pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$" }),
          value: t.secret({ title: 'Value' })
        }
      },
      { title: 'Authentication', default: { method: 'basic', username: '', password: '' } }
    )
  }),
  expires: ({ auth }) => (auth.method === 'bearer' ? tokenExpiry(auth.token, '/auth/token', 'the bearer token') : [])
})
