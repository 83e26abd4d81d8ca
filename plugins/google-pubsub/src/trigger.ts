import { defineTrigger, type Origin, type Problem, type TriggerContext } from '@millrace/sdk'
import { triggerHelp } from './help.ts'
import type { Hear } from './intake.ts'
import { pubsubProject } from './integration.ts'
import { nameProblems, shortName } from './names.ts'
import type { Project } from './project.ts'
import { readMessage } from './read-message.ts'
import type { StopReason } from './subscriptions.ts'
import { type TriggerConfig, triggerConfig } from './trigger-config.ts'
import type { Wish } from './wish.ts'
import { wishesOf } from './wishes.ts'

type Context = TriggerContext<TriggerConfig, Project>

export const pubsubIn = defineTrigger<typeof triggerConfig, Project>({
  type: 'google-pubsub/in',
  title: 'pub/sub in',
  description: 'Starts the flow for every message to one of the topics.',
  help: triggerHelp,
  icon: 'inbox',
  category: 'messaging',
  integration: pubsubProject,
  config: triggerConfig,
  redelivers: true,
  retriesAtSource: ({ retries }) => retries === 'source',
  example: {
    topic: 'telemetry',
    payload: { boiler: 7, temperature: 183.6 },
    attributes: { site: 'eu-1' },
    messageId: '1551297743043',
    publishTime: 1764547200000
  },

  problems: config => triggerProblems(config),

  async start(context) {
    const { id, config, connection, signal, defer } = context
    const hearers = wishesOf(config, id, connection).map(wish => ({ wish, hear: hearing(wish, context) }))
    const opened = hearers.map(({ wish, hear }) => {
      defer(() => connection.stop(hear, reasonOf(signal)))
      return connection.hear(wish, hear)
    })
    const failed = (await Promise.allSettled(opened)).find(({ status }) => status === 'rejected')
    if (failed) throw (failed as PromiseRejectedResult).reason
  }
})

const triggerProblems = (config: TriggerConfig): readonly Problem[] => {
  const { source, topics, subscription, deadLetterTopic, minimumBackoff, maximumBackoff } = config
  if (source === 'subscription')
    return subscription
      ? nameProblems('subscriptions', subscription, '/subscription')
      : [{ path: '/subscription', message: 'is required' }]
  return [
    ...topics.flatMap((topic, i) => nameProblems('topics', topic, `/topics/${i}`)),
    ...nameProblems('topics', deadLetterTopic, '/deadLetterTopic'),
    ...(minimumBackoff > maximumBackoff
      ? [{ path: '/maximumBackoff', message: `must be at least ${minimumBackoff}, as the shortest wait is` }]
      : [])
  ]
}

/** Makes messages of what comes through a subscription. */
const hearing = ({ topic, making }: Wish, { config, connection, emit }: Context): Hear => {
  const { payload } = config
  const { limits } = connection
  const prefix = topic === undefined ? '' : `${shortName(topic)}/`
  const ordered = making === undefined || making.enableMessageOrdering
  return lease => {
    const { id, orderingKey } = lease.message
    const { message, rejected } = readMessage(lease.message, topic, payload, limits)
    const origin: { -readonly [K in keyof Origin]: Origin[K] } = { id: prefix + id }
    if (ordered && orderingKey) origin.key = orderingKey
    if (rejected) origin.rejected = rejected
    return emit(message, lease, origin).catch(() => lease.nack())
  }
}

const reasonOf = ({ reason }: AbortSignal): StopReason => {
  const { code } = (reason ?? {}) as { readonly code?: unknown }
  return code === 'NODE_STOPPED' ? 'deployed' : code === 'RUNTIME_STOPPED' ? 'stopping' : 'away'
}
