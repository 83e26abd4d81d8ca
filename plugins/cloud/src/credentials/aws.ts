import { defineCredential, t } from '@millrace/sdk'

/** An IAM user's access key. */
export const aws = defineCredential({
  type: 'aws',
  title: 'AWS',
  description: 'An access key of an IAM user, with the region that it is used in.',
  icon: 'cloud',
  help: 'Create a user in IAM with the permissions that the integration names and no others, then an access key for it under _Security credentials_.',
  config: t.Object({
    region: t.text({
      title: 'Region',
      description: 'Such as `eu-central-1`.',
      minLength: 1,
      maxLength: 64,
      address: true
    }),
    accessKeyId: t.text({ title: 'Access key ID', minLength: 4, maxLength: 128 }),
    secretAccessKey: t.secret({ title: 'Secret access key', minLength: 4, maxLength: 128 }),
    sessionToken: t.Optional(
      t.secret({
        title: 'Session token',
        description: 'Only with temporary keys, which begin with ASIA.',
        advanced: true
      })
    )
  })
})
