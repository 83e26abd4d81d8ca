import { type Static, t } from '@millrace/sdk'

/** Topics, one a line. */
export const topicsField = (description: string) =>
  t.Array(t.text({ minLength: 1, maxLength: 1024 }), {
    title: 'Topics',
    description,
    default: [],
    uniqueItems: true,
    options: 'topics',
    examples: [['telemetry'], ['telemetry', 'projects/other-project/topics/alarms']]
  })

/** What people fill in for a project. */
export const projectConfig = t.Object({
  auth: t.variants(
    'method',
    {
      credential: { credential: t.credential('google', { title: 'Credential' }) },
      key: {
        key: t.secret({
          title: 'Account key',
          description: 'The whole JSON file of a key of a service account with the role Pub/Sub Editor.',
          widget: 'multiline',
          minLength: 4,
          maxLength: 32_767
        })
      },
      none: {}
    },
    {
      title: 'Sign in with',
      widget: 'segments',
      labels: { credential: 'Service credential', key: 'Account key', none: 'Nothing (emulator)' },
      default: { method: 'key' }
    }
  ),
  project: t.Optional(
    t.text({
      title: 'Project ID',
      description: 'Without, the project of the key.',
      maxLength: 255,
      pattern: '^$|^([a-z0-9.-]+:)?[a-z][a-z0-9-]{2,}$',
      examples: ['acme-plant-42', '{{globals.project}}'],
      columns: 6
    })
  ),
  topics: topicsField(
    'What triggers without topics of their own hear, and what Test checks. Not needed for publishing.'
  ),
  endpoint: t.Optional(
    t.text({
      title: 'API endpoint',
      description: 'A regional endpoint, or the host and port of an emulator. Without: pubsub.googleapis.com.',
      maxLength: 1024,
      pattern: '^$|^(https?://)?[^/\\s]+/?$',
      examples: ['europe-west3-pubsub.googleapis.com', 'localhost:8085'],
      address: true,
      advanced: true
    })
  ),
  ca: t.Optional(
    t.text({
      title: 'CA certificate',
      description: 'Needed when the endpoint is a proxy whose certificate is from an authority of your own.',
      widget: 'multiline',
      maxLength: 131_072,
      examples: ['-----BEGIN CERTIFICATE-----'],
      advanced: true
    })
  ),
  subscriptionPrefix: t.Optional(
    t.text({
      title: 'Prefix of subscriptions',
      description:
        'Begins the names of the subscriptions that triggers make. Two Millraces with one prefix share messages.',
      generated: 'millrace-{random}',
      maxLength: 60,
      pattern: '^$|^(?!goog)[A-Za-z][A-Za-z0-9-]{2,}$',
      columns: 6,
      advanced: true
    })
  ),
  use: t.choice(['both', 'receive', 'send'], {
    title: 'Used for',
    description: 'What Test checks the permissions of.',
    labels: { both: 'Receiving and sending', receive: 'Receiving', send: 'Sending' },
    default: 'both',
    columns: 6,
    advanced: true
  }),
  batchMessages: t.Integer({
    title: 'Messages of a request',
    description: 'How many messages are published at once at most.',
    minimum: 1,
    maximum: 1000,
    default: 1000,
    columns: 6,
    advanced: true
  }),
  batchDelay: t.Integer({
    title: 'Delay of a request',
    description: 'Milliseconds for which a message waits for others.',
    minimum: 0,
    maximum: 10_000,
    default: 1,
    columns: 6,
    advanced: true
  }),
  requestTimeout: t.Integer({
    title: 'Time for an answer',
    description: 'Seconds.',
    minimum: 1,
    maximum: 300,
    default: 15,
    columns: 6,
    advanced: true
  })
})

export type ProjectConfig = Static<typeof projectConfig>
