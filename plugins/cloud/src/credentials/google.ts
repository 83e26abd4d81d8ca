import { defineCredential, t } from '@millrace/sdk'
import { keyProblems } from '../google-key.ts'

/** A key of a service account. */
export const google = defineCredential({
  type: 'google',
  title: 'Google Cloud',
  description: 'A JSON key of a service account.',
  icon: 'cloud',
  help: 'In the console of Google Cloud: _IAM and admin, Service accounts, Keys, Add key, JSON_. Paste the whole file.',
  config: t.Object({
    key: t.secret({ title: 'Account key', format: 'json', widget: 'multiline', minLength: 4, maxLength: 32_767 })
  }),
  problems: ({ key }) => keyProblems(key, '/key')
})
