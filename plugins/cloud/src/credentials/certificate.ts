import { defineCredential, t } from '@millrace/sdk'
import { certificateExpiry } from '../expiry.ts'

/** A client certificate with its key. */
export const certificate = defineCredential({
  type: 'certificate',
  title: 'Certificate and key',
  description: 'A client certificate with its private key, in PEM.',
  icon: 'shield-check',
  config: t.Object({
    certificate: t.text({ title: 'Certificate', widget: 'multiline', minLength: 4, maxLength: 32_767 }),
    privateKey: t.secret({ title: 'Private key', widget: 'multiline', minLength: 4, maxLength: 32_767 }),
    passphrase: t.Optional(t.secret({ title: 'Passphrase', description: 'Of the private key, when it has one.' }))
  }),
  expires: config => certificateExpiry(config.certificate, '/certificate', 'the certificate')
})
