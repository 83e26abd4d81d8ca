import { defineCredential, t } from '@millrace/sdk'

/** An account at a mail server. */
export const smtp = defineCredential({
  type: 'smtp',
  title: 'SMTP',
  description: 'An account at a mail server.',
  icon: 'mail',
  config: t.Object({
    host: t.text({ title: 'Host', minLength: 1, maxLength: 255, address: true, columns: 8 }),
    port: t.integer({
      title: 'Port',
      description: '587 for STARTTLS, 465 for TLS, 25 for neither.',
      default: 587,
      minimum: 1,
      maximum: 65_535,
      columns: 4
    }),
    security: t.choice(['starttls', 'tls', 'none'], {
      title: 'Security',
      labels: { starttls: 'STARTTLS', tls: 'TLS', none: 'None' },
      default: 'starttls',
      widget: 'segments'
    }),
    username: t.text({ title: 'User', maxLength: 320 }),
    password: t.secret({ title: 'Password' })
  })
})
