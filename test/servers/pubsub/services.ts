import type { handleUnaryCall, ServerDuplexStream, UntypedServiceImplementation } from '@grpc/grpc-js'
import type { Faults } from './faults.ts'
import type { ReceivedMessage, SubscriptionConfig } from './messages.ts'
import type { Project } from './project.ts'
import { notFound, unauthenticated } from './rpc-error.ts'
import type { Pull, Subscription } from './subscription.ts'

export interface ServiceParts {
  readonly project: Project
  readonly faults: Faults
  /** How often each method was called. */
  readonly calls: Map<string, number>
  /** Whether whoever sent this header may come in. */
  readonly welcome: (authorization: string | undefined) => boolean
}

type Stream = ServerDuplexStream<PullRequest, PullResponse>

interface PullRequest {
  readonly subscription: string
  readonly maxOutstandingMessages: number
  readonly streamAckDeadlineSeconds: number
}

interface PullResponse {
  readonly receivedMessages?: readonly ReceivedMessage[]
  readonly subscriptionProperties?: object
}

/** The methods of the three services; what they need is said by name, as the protos have it. */
export const serve = (parts: ServiceParts) => {
  const { project } = parts
  // biome-ignore lint/suspicious/noExplicitAny: requests of every method come through here
  const unary = (method: string, answer: (request: any) => object | undefined): handleUnaryCall<any, object> => {
    return (call, done) => {
      try {
        admit(parts, method, call.metadata.get('authorization')[0]?.toString())
        done(null, answer(call.request) ?? {})
      } catch (error) {
        done(error as Error)
      }
    }
  }
  const methods = (answers: Readonly<Record<string, Parameters<typeof unary>[1]>>): UntypedServiceImplementation =>
    Object.fromEntries(Object.entries(answers).map(([method, answer]) => [method, unary(method, answer)]))

  const publisher = methods({
    CreateTopic: request => project.createTopic(request),
    GetTopic: ({ topic }) => project.topic(topic),
    DeleteTopic: ({ topic }) => project.deleteTopic(topic) as undefined,
    ListTopics: ({ project: parent }) => ({
      topics: [...project.topics.values()].filter(({ name }) => name.startsWith(`${parent}/`))
    }),
    ListTopicSubscriptions: ({ topic }) => ({
      subscriptions: [...project.subscriptions.values()]
        .filter(({ config }) => config.topic === topic)
        .map(({ config }) => config.name)
    }),
    Publish: ({ topic, messages }) => ({ messageIds: project.publish(topic, messages) })
  })
  const subscriber = methods({
    CreateSubscription: (request: SubscriptionConfig) => project.createSubscription(request).config,
    GetSubscription: ({ subscription }) => project.subscription(subscription).config,
    ListSubscriptions: ({ project: parent }) => ({
      subscriptions: [...project.subscriptions.values()]
        .map(({ config }) => config)
        .filter(({ name }) => name.startsWith(`${parent}/`))
    }),
    DeleteSubscription: ({ subscription }) => {
      for (const pull of project.deleteSubscription(subscription).pulls) (pull as OpenPull).end(notFound(subscription))
      return undefined
    },
    Acknowledge: ({ subscription, ackIds }) => {
      project.subscription(subscription).acknowledge(ackIds)
      return undefined
    },
    ModifyAckDeadline: ({ subscription, ackIds, ackDeadlineSeconds }) => {
      project.subscription(subscription).modify(ackIds, ackDeadlineSeconds)
      return undefined
    }
  })
  const iam = methods({
    TestIamPermissions: ({ resource, permissions }) => {
      if (resource.includes('/topics/')) project.topic(resource)
      else project.subscription(resource)
      return { permissions: permissions.filter((name: string) => parts.faults.allowed(name)) }
    }
  })
  return { publisher, subscriber: { ...subscriber, StreamingPull: streamingPull(parts) }, iam }
}

const admit = ({ calls, faults, welcome }: ServiceParts, method: string, authorization: string | undefined): void => {
  calls.set(method, (calls.get(method) ?? 0) + 1)
  if (!welcome(authorization)) throw unauthenticated()
  faults.check(method)
}

interface OpenPull extends Pull {
  end(error: Error): void
}

const streamingPull = (parts: ServiceParts) => (stream: Stream) => {
  let open: { readonly pull: OpenPull; readonly subscription: Subscription } | undefined
  const leave = () => {
    if (open) open.subscription.leave(open.pull)
    open = undefined
  }
  const end = (error: Error) => {
    leave()
    stream.emit('error', error)
  }
  stream.on('data', (request: PullRequest) => {
    if (open) {
      stream.write({})
      return
    }
    try {
      admit(parts, 'StreamingPull', stream.metadata.get('authorization')[0]?.toString())
      const subscription = parts.project.subscription(request.subscription)
      open = { subscription, pull: pullOver(stream, request, subscription.config, end) }
      subscription.open(open.pull)
    } catch (error) {
      end(error as Error)
    }
  })
  stream.on('cancelled', leave)
  stream.on('error', leave)
  stream.on('end', () => {
    leave()
    stream.end()
  })
}

const pullOver = (
  stream: Stream,
  request: PullRequest,
  config: SubscriptionConfig,
  end: OpenPull['end']
): OpenPull => ({
  max: request.maxOutstandingMessages,
  deadline: request.streamAckDeadlineSeconds,
  end,
  send: receivedMessages => {
    stream.write({
      receivedMessages,
      subscriptionProperties: {
        exactlyOnceDeliveryEnabled: config.enableExactlyOnceDelivery,
        messageOrderingEnabled: config.enableMessageOrdering
      }
    })
  }
})
