import { type Static, t } from '@millrace/sdk'
import { queueUrlField, whenRegionUnknown } from './queue-url.ts'

/** What people fill in for a queue. */
export const queueConfig = t.Object({
  url: queueUrlField('As the console of Amazon SQS shows it. One that ends in .fifo is a FIFO queue.'),
  region: t.Optional(
    t.text({
      title: 'Region',
      description: 'This URL does not name it. Without, that of the credential, else us-east-1.',
      maxLength: 64,
      examples: ['eu-central-1'],
      when: whenRegionUnknown
    })
  ),
  auth: t.variants(
    'method',
    {
      credential: { credential: t.credential('aws', { title: 'Credential' }) },
      keys: {
        accessKeyId: t.text({ title: 'Access key ID', minLength: 4, maxLength: 128, columns: 6 }),
        secretAccessKey: t.secret({ title: 'Secret access key', minLength: 4, maxLength: 128, columns: 6 }),
        sessionToken: t.Optional(
          t.secret({
            title: 'Session token',
            description: 'Only with temporary keys, which begin with ASIA.',
            advanced: true
          })
        )
      }
    },
    {
      title: 'Sign in with',
      widget: 'segments',
      labels: { credential: 'Service credential', keys: 'Access key' },
      default: { method: 'keys' }
    }
  ),
  use: t.choice(['both', 'receive', 'send'], {
    title: 'Used for',
    description: 'What Test checks the permissions of.',
    labels: { both: 'Receiving and sending', receive: 'Receiving', send: 'Sending' },
    default: 'both',
    advanced: true
  }),
  visibility: t.Integer({
    title: 'Hidden for',
    description: 'Seconds for which a message is hidden from others while we have it. Extended until its flow is done.',
    minimum: 2,
    maximum: 43_200,
    default: 30,
    columns: 6,
    advanced: true
  }),
  polls: t.Integer({
    title: 'Requests at a time',
    description: 'How many ask for messages while there are many. One while there are none.',
    minimum: 1,
    maximum: 40,
    default: 8,
    columns: 6,
    advanced: true
  }),
  requestTimeout: t.Integer({
    title: 'Time for an answer',
    description: 'Seconds, beside the 20 for which SQS may wait for a message.',
    minimum: 1,
    maximum: 300,
    default: 10,
    columns: 6,
    advanced: true
  }),
  checkEvery: t.Integer({
    title: 'Check every',
    description: 'Seconds without a request after which one is made, to see that the service is there.',
    minimum: 1,
    maximum: 3600,
    default: 60,
    columns: 6,
    advanced: true
  })
})

export type QueueConfig = Static<typeof queueConfig>
