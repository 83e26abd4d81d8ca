import { startPubSub } from '../../../servers/pubsub.ts'
import type { StandIn } from '../stand-in.ts'

const topic = (name: string) => `projects/bench/topics/${name}`

export const pubsubStandIn = async (): Promise<StandIn<'google-pubsub'>> => {
  const { project, port, stop } = await startPubSub()
  for (const name of ['source', 'target']) project.createTopic({ name: topic(name) })
  project.createSubscription({
    name: 'projects/bench/subscriptions/source',
    topic: topic('source'),
    ackDeadlineSeconds: 60,
    enableMessageOrdering: false,
    enableExactlyOnceDelivery: false,
    filter: '',
    deadLetterPolicy: null,
    retryPolicy: null
  })
  return {
    access: { port },
    async fill(count, body) {
      const message = { data: Buffer.from(body), attributes: {}, orderingKey: '' }
      project.publish(
        topic('source'),
        Array.from({ length: count }, () => message)
      )
    },
    passed: () => project.published.get(topic('target'))?.length ?? 0,
    close: stop
  }
}
