import { type Static, t } from '@millrace/sdk'

/** Partition keys, one a line. */
export const partitionKeysField = (description: string) =>
  t.Array(t.text({ minLength: 1, maxLength: 128 }), {
    title: 'Partition keys',
    description,
    default: [],
    uniqueItems: true,
    widget: 'topics',
    examples: [['boiler-7', '{{globals.site}}']]
  })

/** What people fill in for a hub. */
export const hubConfig = t.Object({
  access: t.variants(
    'method',
    {
      connectionString: {
        connectionString: t.secret({
          title: 'Connection string',
          description: 'Of the namespace or of the hub, with the permissions Send and Listen. May hold {{globals.x}}.',
          minLength: 1,
          maxLength: 4096,
          examples: ['Endpoint=sb://name.servicebus.windows.net/;SharedAccessKeyName=millrace;SharedAccessKey=…']
        })
      },
      credential: {
        credential: t.credential('azure', {
          title: 'Credential',
          description: 'Needs the roles Azure Event Hubs Data Receiver and Data Sender.'
        }),
        host: t.text({
          title: 'Host name',
          description: 'Of the namespace.',
          minLength: 1,
          maxLength: 1024,
          pattern: '^[^/\\s]+$',
          examples: ['name.servicebus.windows.net'],
          address: true
        })
      }
    },
    {
      title: 'Sign in with',
      widget: 'segments',
      labels: { connectionString: 'Connection string', credential: 'Service credential' },
      default: { method: 'connectionString' }
    }
  ),
  eventHub: t.Optional(
    t.text({
      title: 'Event hub',
      description: 'May be left out when the connection string names one (EntityPath).',
      maxLength: 256,
      examples: ['telemetry', '{{globals.hub}}'],
      columns: 6
    })
  ),
  consumerGroup: t.text({
    title: 'Consumer group',
    description: 'Give Millrace its own: up to five readers may share one.',
    minLength: 1,
    maxLength: 256,
    default: '$Default',
    columns: 6
  }),
  partitionKeys: partitionKeysField(
    'Only events with one of these keys start flows; none means all. Every event is still received and counts against the hub. Filtering by partition key is not always recommended: it does not say which partition an event is in, and events without a key never match.'
  ),
  start: t.variants(
    'from',
    {
      earliest: {},
      latest: {},
      time: {
        time: t.text({
          title: 'Events enqueued after',
          description: 'ISO 8601.',
          examples: ['2026-03-01T00:00:00Z'],
          minLength: 1
        })
      }
    },
    {
      title: 'Begin with',
      description: 'Where a trigger begins that has never run. Later it goes on where it was.',
      widget: 'segments',
      labels: { earliest: 'The oldest event', latest: 'New events', time: 'A point in time' },
      default: { from: 'latest' }
    }
  ),
  use: t.choice(['both', 'receive', 'send'], {
    title: 'Used for',
    description: 'What Test checks the permissions of.',
    labels: { both: 'Receiving and sending', receive: 'Receiving', send: 'Sending' },
    default: 'both',
    advanced: true
  }),
  probeInterval: t.Integer({
    title: 'Check every',
    description: 'Seconds between two looks at the hub: whether it is there, and whether it has new partitions.',
    minimum: 1,
    maximum: 3600,
    default: 10,
    columns: 6,
    advanced: true
  }),
  timeout: t.Integer({
    title: 'Time to answer',
    description: 'Seconds after which the hub counts as gone.',
    minimum: 1,
    maximum: 300,
    default: 15,
    columns: 6,
    advanced: true
  }),
  endpoint: t.Optional(
    t.text({
      title: 'Custom endpoint',
      description: 'Where to connect instead, when the namespace is reached through a gateway or a private endpoint.',
      pattern: '^[^/\\s]+$',
      examples: ['gateway.example.com:5671'],
      maxLength: 1024,
      address: true,
      advanced: true
    })
  )
})

export type HubConfig = Static<typeof hubConfig>
