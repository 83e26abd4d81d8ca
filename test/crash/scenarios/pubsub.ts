import { startPubSub } from '../../servers/pubsub.ts'
import type { Scenario } from '../scenario.ts'
import { flowOf, work } from './flow.ts'

const [SOURCE, TARGET] = ['source', 'target']

const flow = flowOf(
  { id: 'in', type: 'google-pubsub/in', integration: 'project', config: { topics: [SOURCE], payload: 'text' } },
  work,
  { id: 'out', type: 'google-pubsub/out', integration: 'project', config: { topic: TARGET } }
)

export const pubsubToPubsub: Scenario = {
  name: 'google-pubsub',
  path: 'Google Pub/Sub -> function -> Google Pub/Sub',
  identified: false,
  async open() {
    const pubsub = await startPubSub()
    const nameOf = (topic: string) => `projects/acme/topics/${topic}`
    for (const topic of [SOURCE, TARGET]) pubsub.project.createTopic({ name: nameOf(topic) })
    const config = { auth: { method: 'none' }, project: 'acme', endpoint: `127.0.0.1:${pubsub.port}` }
    const project = { id: 'project', type: 'google-pubsub/project', name: 'Project', config }
    let unacknowledged = 0
    return {
      folder: { flows: [flow], integrations: [project] },
      async send(text) {
        pubsub.project.publish(nameOf(SOURCE), [{ data: Buffer.from(text), attributes: {}, orderingKey: '' }])
      },
      received: () => (pubsub.project.published.get(nameOf(TARGET)) ?? []).map(({ data }) => ({ text: String(data) })),
      killed() {
        for (const subscription of pubsub.project.subscriptions.values()) unacknowledged += subscription.unacknowledged
      },
      unacknowledged: () => unacknowledged,
      close: () => pubsub.stop()
    }
  }
}
