import { payloadKinds, type Static, t } from '@millrace/sdk'
import { topicsField } from './config.ts'

const ofTopics = { source: ['topics'] }
const backoff = (title: string, description: string, seconds: number) =>
  t.Integer({
    title,
    description,
    minimum: 0,
    maximum: 600,
    default: seconds,
    when: { ...ofTopics, retries: ['source'] },
    columns: 6,
    advanced: true
  })

/** What people fill in for a trigger. */
export const triggerConfig = t.Object({
  source: t.choice(['topics', 'subscription'], {
    title: 'Hear',
    widget: 'segments',
    labels: { topics: 'Topics', subscription: 'An existing subscription' },
    default: 'topics'
  }),
  topics: {
    ...topicsField('A subscription is made for each. Without any, the topics of the integration.'),
    when: ofTopics
  },
  subscription: t.Optional(
    t.text({
      title: 'Subscription',
      description: 'It is never changed and never removed.',
      minLength: 1,
      maxLength: 1024,
      options: 'subscriptions',
      when: { source: ['subscription'] }
    })
  ),
  payload: t.choice(payloadKinds, {
    title: 'Payload',
    description: 'What cannot be read so becomes a dead letter.',
    labels: { auto: 'JSON, else text', text: 'Text', json: 'JSON', bytes: 'Bytes' },
    default: 'auto',
    columns: 6
  }),
  ordered: t.Boolean({
    title: 'Keep the order of ordering keys',
    description: 'Messages of one key are handled one after the other.',
    default: false,
    when: ofTopics
  }),
  filter: t.Optional(
    t.text({
      title: 'Filter',
      description: 'Only messages whose attributes fit come at all.',
      maxLength: 256,
      examples: ['attributes.kind = "alarm"', 'hasPrefix(attributes.site, "eu-") AND NOT attributes:test'],
      when: ofTopics,
      advanced: true
    })
  ),
  exactlyOnce: t.Boolean({
    title: 'Exactly-once delivery',
    description: 'Pub/Sub sends nothing again that it has confirmed as done. Slower, and within one region only.',
    default: false,
    when: ofTopics,
    advanced: true
  }),
  retries: t.choice(['here', 'source'], {
    title: 'Retries',
    description: 'Who tries again what failed. In Millrace: as the flow says, then a dead letter here.',
    widget: 'segments',
    labels: { here: 'In Millrace', source: 'Leave them to Pub/Sub' },
    default: 'here',
    advanced: true
  }),
  minimumBackoff: backoff('Wait at least', 'Seconds before the first repetition.', 10),
  maximumBackoff: backoff('Wait at most', 'Seconds between repetitions.', 600),
  deadLetterTopic: t.Optional(
    t.text({
      title: 'Dead letter topic',
      description: 'Where Pub/Sub puts what failed too often. Its service agent must be allowed to publish there.',
      maxLength: 1024,
      options: 'topics',
      when: { ...ofTopics, retries: ['source'] },
      columns: 6,
      advanced: true
    })
  ),
  maxDeliveryAttempts: t.Integer({
    title: 'Deliveries',
    description: 'How many before the dead letter topic.',
    minimum: 5,
    maximum: 100,
    default: 5,
    when: { ...ofTopics, retries: ['source'] },
    columns: 6,
    advanced: true
  }),
  maxMessages: t.Integer({
    title: 'Unacknowledged messages',
    description: 'How many Pub/Sub sends before the first is done.',
    minimum: 1,
    maximum: 100_000,
    default: 1000,
    columns: 6,
    advanced: true
  }),
  maxExtension: t.Integer({
    title: 'Keep a message for',
    description: 'Minutes that a flow may take before the message comes again.',
    minimum: 1,
    maximum: 1440,
    default: 60,
    columns: 6,
    advanced: true
  })
})

export type TriggerConfig = Static<typeof triggerConfig>
