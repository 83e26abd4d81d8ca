import { FlowError } from '@millrace/sdk'
import { subscriptionName } from './names.ts'
import type { Project } from './project.ts'
import type { TriggerConfig } from './trigger-config.ts'
import type { Making, Wish } from './wish.ts'

/** The subscriptions that a trigger hears, one for each of its topics. */
export const wishesOf = (config: TriggerConfig, owner: string, project: Project): readonly Wish[] => {
  const { maxMessages, maxExtension, exactlyOnce } = config
  const common = { owner, maxMessages, maxExtension, exactlyOnce }
  if (config.source === 'subscription') {
    if (!config.subscription) throw new FlowError('CONFIG_INVALID', 'there is no subscription to hear: name one')
    return [{ ...common, subscription: project.fullName('subscriptions', config.subscription) }]
  }
  const topics = config.topics.length > 0 ? config.topics : project.parts.topics
  if (topics.length === 0)
    throw new FlowError('CONFIG_INVALID', 'there is no topic to hear: add one here, or a topic to the integration')
  const making = makingOf(config, project)
  return [...new Set(topics.map(topic => project.fullName('topics', topic)))].map(topic => {
    const name = subscriptionName(project.parts.subscriptionPrefix, owner, topic, making)
    return { ...common, topic, making, subscription: project.fullName('subscriptions', name) }
  })
}

const makingOf = (config: TriggerConfig, project: Project): Making => {
  const { ordered, exactlyOnce, filter = '', retries, minimumBackoff, maximumBackoff, deadLetterTopic } = config
  return {
    enableMessageOrdering: ordered,
    enableExactlyOnceDelivery: exactlyOnce,
    filter,
    retryPolicy:
      retries === 'source'
        ? { minimumBackoff: { seconds: minimumBackoff }, maximumBackoff: { seconds: maximumBackoff } }
        : REFUSED,
    deadLetterPolicy:
      retries === 'source' && deadLetterTopic
        ? {
            deadLetterTopic: project.fullName('topics', deadLetterTopic),
            maxDeliveryAttempts: config.maxDeliveryAttempts
          }
        : null
  }
}

/** What Millrace itself refuses, because its journal is full, must not come again at once. */
const REFUSED = { minimumBackoff: { seconds: 1 }, maximumBackoff: { seconds: 60 } }
